import { createHash } from 'node:crypto';
import { parseJson } from '../json.ts';
import { readAs } from '../read-as.ts';
import { exportLine, maxLineBytes, type ExportHeader, type ExportLine } from './export-file.ts';
import type { ExportReport, FileFault, KnownHead, Problem } from './export-report.ts';
import { createSection, type Section } from './export-section.ts';
import { findFollowers } from './followers.ts';
import { linesOf } from './lines.ts';

type ExportReader = {
  /** @param bytes one line without its "\n". */
  line(bytes: Uint8Array): void;
  end(): ExportReport;
};

/**
 * Proves an export line by line, whatever its size: what is remembered is one report for each chain, and the digests of
 * texts. A fault ends the proof of its chain, not of the others.
 * @param known heads that the reader has from elsewhere; the export must carry them.
 * @param keys public keys known from elsewhere. Only between two of them does one chain vouch for the end of another.
 */
function createExportReader(known: KnownHead[], keys: string[]): ExportReader {
  const digest = createHash('sha256');
  const problems: Problem[] = [];
  const sections = new Map<string, Section>();
  const digests = new Set<string>();
  let current: Section | null = null;
  let header: ExportHeader | null = null;
  let line = 0;
  let events = 0;
  let ended = false;
  let names = 0;
  let texts = 0;

  const report = (fault: FileFault) => {
    problems.push({ fault, line, chain: null, seq: null });
  };

  const takeEvent = (bytes: Uint8Array) => {
    events += 1;
    if (ended) report('out-of-place');
    else if (current) current.event(bytes, line);
    else report('bad-line');
  };

  const begin = (chain: string, publicKey: string) => {
    if (sections.has(chain)) report('chain-twice');
    current = createSection(chain, publicKey, known, (text) => digests.add(text));
    sections.set(chain, current);
  };

  const takeLine = (value: ExportLine) => {
    const isAppendix = value.kind === 'name' || value.kind === 'text';
    if (ended !== isAppendix || (value.kind === 'cleandesk-export') !== (line === 1)) {
      report('out-of-place');
    } else if (value.kind === 'cleandesk-export') header = value;
    else if (value.kind === 'chain') begin(value.chain, value.publicKey);
    else if (value.kind === 'name') names += 1;
    else if (value.kind === 'text') {
      texts += 1;
      if (digestOf(value.salt, value.text) !== value.digest) report('text-digest');
      else if (!digests.has(value.digest)) report('text-unknown');
    } else if (value.kind === 'end') {
      ended = true;
      if (value.chains !== sections.size || value.events !== events) report('count');
      if (value.sha256 !== digest.copy().digest('hex')) report('altered');
    } else if (!current) report('out-of-place');
    else if (value.kind === 'head') current.head(value, line);
    else current.conflict(value, line);
  };

  return {
    line: (bytes) => {
      line += 1;
      const value = bytes.length > maxLineBytes ? 'line-too-long' : readLine(bytes);
      if (value === 'line-too-long' || value === 'bad-line') report(value);
      else if (value === 'event') takeEvent(bytes);
      else takeLine(value);
      if (line === 1 && !header) report('no-header');
      digest.update(bytes).update('\n');
    },
    end: () => {
      if (!ended) report('cut-off');
      const all = [...sections.values()];
      for (const section of all) section.end();
      const followers = findFollowers(all, keys);
      for (const section of all) section.close(followers.get(section.chain)?.isTrusted ?? false);
      for (const head of known) {
        if (!sections.has(head.chain)) {
          problems.push({ fault: 'known-missing', line: null, chain: head.chain, seq: 0 });
        }
      }
      return {
        header,
        chains: all.map((section) => {
          const follower = followers.get(section.chain);
          return section.report(follower?.chain ?? null, follower?.isTrusted ?? false);
        }),
        problems: [...problems, ...all.flatMap((section) => section.problems())].sort(byLine),
        names,
        texts,
      };
    },
  };
}

/** Proves a whole export, as it comes from a file or over a wire. `known` and `keys` as above. */
export async function proveExport(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  known: KnownHead[] = [],
  keys: string[] = [],
): Promise<ExportReport> {
  const reader = createExportReader(known, keys);
  for await (const line of linesOf(chunks, maxLineBytes)) reader.line(line);
  return reader.end();
}

/** A line that says what kind it is must be one of the format's; everything else stands or falls as an event. */
function readLine(bytes: Uint8Array): ExportLine | 'event' | 'bad-line' {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return 'event';
  const line = readAs(exportLine, value);
  return line.success ? line.data : 'bad-line';
}

function digestOf(salt: string, text: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
}

function byLine(left: Problem, right: Problem): number {
  return (left.line ?? Infinity) - (right.line ?? Infinity) || 0;
}
