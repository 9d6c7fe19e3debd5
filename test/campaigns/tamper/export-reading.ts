import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownHead } from '../../../shared/chain/export-report.ts';
import { proveExport } from '../../../shared/chain/export-reader.ts';
import { parseJson } from '../../../shared/json.ts';
import type { Prey } from './hunt.ts';
import type { Place, Seen } from './scene.ts';

export const exportFile = 'export.jsonl';
type Line = { kind?: string; chain?: string; publicKey?: string; seq?: number; head?: string; person?: string };

/** An auditor's evening: an export, an earlier one beside it, and what is known of it from elsewhere or not. */
export function exportPrey(name: string, exports: { now: Buffer; earlier: Buffer }, knowsMore: boolean): Prey {
  const snapshot = (when: string, bytes: Buffer) => ({
    name: when,
    files: new Map([[exportFile, bytes]]),
    items: new Map(),
  });
  const scene = {
    name,
    now: snapshot('now', exports.now),
    older: [snapshot('earlier', exports.earlier)],
    anchored: -1,
  };
  const { heads, keys } = knownOf(exports.now);
  return {
    name: 'export',
    scenes: [scene],
    open: (place) => readExport(place, knowsMore ? heads : [], knowsMore ? keys : []),
  };
}

/** The last head and the key of each chain, as central or an earlier paper has them. */
function knownOf(bytes: Buffer): { heads: KnownHead[]; keys: string[] } {
  const heads = new Map<string, KnownHead>();
  const keys: string[] = [];
  for (const { kind, chain = '', publicKey = '', seq = 0, head = '' } of linesOf(bytes).map(readLine)) {
    if (kind === 'head') heads.set(chain, { chain, seq, head });
    if (kind === 'chain') keys.push(publicKey);
  }
  return { heads: [...heads.values()], keys };
}

export const linesOf = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').slice(0, -1);
export const readLine = (line: string): Line => (parseJson(line) ?? {}) as Line;

/** Proves the file as `npm run verify` does; what it then holds is read line by line. */
async function readExport({ folder }: Place, heads: KnownHead[], keys: string[]): Promise<Seen> {
  const path = join(folder, exportFile);
  if (!existsSync(path)) return { reading: new Map(), complaints: ['no file'] };
  const bytes = readFileSync(path);
  const { problems, chains } = await proveExport([bytes], heads, keys);
  const strangers = keys.length > 0 ? chains.filter(({ publicKey }) => !keys.includes(publicKey)) : [];
  const complaints = [
    ...problems.map(({ fault, seq }) => `${fault} at ${seq}`),
    ...strangers.map(({ chain }) => `chain ${chain} under a strange key`),
  ];
  const reading = new Map<string, string>();
  for (const line of linesOf(bytes)) {
    const { kind, chain, seq, person } = readLine(line);
    if (kind === undefined) reading.set(`export/event/${chain}/${seq}`, line);
    else if (kind === 'cleandesk-export') reading.set('export/header', line);
    else if (kind === 'name') reading.set(`export/name/${person}`, line);
    else if (kind === 'chain') reading.set(`export/chain/${chain}`, line);
  }
  return { reading, complaints };
}
