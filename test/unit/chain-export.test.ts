import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventBytes, parseEvent } from '../../shared/chain/event.ts';
import { createExportWriter } from '../../shared/chain/export-file.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';
import type { KnownHead } from '../../shared/chain/export-report.ts';
import { eventHash } from '../../shared/chain/hash.ts';
import { signHead } from '../../shared/chain/head.ts';
import { linesOf } from '../../shared/chain/lines.ts';
import { exportLines, makeChain, startOfTime } from '../support/chains.ts';

const first = '6f1c1f0e-0d0b-4a53-9d0e-3f0b1f2a4c55';
const second = '2b0a9f57-7a52-4e0c-8f9e-6f2f4f1f7a10';

/** Two chains: the first lost its key after number 4 and is closed, the second follows it. */
function build() {
  const old = makeChain(first);
  for (const seconds of [1, 2]) old.add('call.ended', { seconds });
  old.sign();
  old.add('call.began').sign().add('call.ended', { seconds: 3 }).add('chain.closed', { reason: 'key-lost' });
  const next = makeChain(second, old.tip());
  for (const seconds of [10, 11, 12, 13]) next.add('call.ended', { seconds });
  next.sign();
  return { old, next };
}

/** The end line written anew, as whoever alters a file would do. */
function reseal(lines: string[]): string[] {
  const body = lines.slice(0, -1);
  const sha256 = createHash('sha256')
    .update(body.map((line) => `${line}\n`).join(''))
    .digest('hex');
  const chains = body.filter((line) => line.includes('"kind":"chain"')).length;
  const events = body.filter((line) => line.startsWith('{"actor":')).length;
  return [...body, JSON.stringify({ chains, events, kind: 'end', sha256 })];
}

const prove = (lines: string[], known?: KnownHead[]) => proveExport([Buffer.from(`${lines.join('\n')}\n`)], known);
const find = (lines: string[], chain: string, seq: number) =>
  lines.findIndex((line) => line.startsWith('{"actor":') && line.includes(chain) && line.includes(`"seq":${seq},`));

describe('an export', () => {
  it('that nobody touched is whole, each chain with its key, its end and the chain that goes on after it', async () => {
    const { old, next } = build();
    const report = await prove(exportLines(old, next));
    expect(report.problems).toEqual([]);
    expect(report.header).toMatchObject({ by: 'console', made: startOfTime });
    expect(report.chains).toMatchObject([
      { chain: first, events: 6, signedUpTo: 3, followedBy: second, closed: true, head: old.tip().head },
      { chain: second, events: 5, signedUpTo: 4, followedBy: null, closed: false, publicKey: next.key.publicKey },
    ]);
  });

  it('carries each event as the very bytes that were hashed', () => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    expect(lines[find(lines, first, 2)]).toBe(old.events[2]?.toString('utf8'));
  });

  it('with any byte changed is found out', async () => {
    const { old, next } = build();
    const bytes = Buffer.from(`${exportLines(old, next).join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ mask;
        expect((await proveExport([altered])).problems).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('with any line removed, doubled or moved is found out, even when its end line is written anew', async () => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    for (let at = 0; at < lines.length - 1; at += 1) {
      const without = lines.toSpliced(at, 1);
      if (!isSpareSignature(lines, at)) {
        expect((await prove(reseal(without))).problems, `removed ${lines[at]}`).not.toEqual([]);
      }
      const doubled = reseal(lines.toSpliced(at, 0, lines[at] ?? ''));
      if (!lines[at]?.includes('"kind":"head"')) {
        expect((await prove(doubled)).problems, `doubled ${lines[at]}`).not.toEqual([]);
      }
      if (at + 2 < lines.length) {
        const moved = reseal(lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''));
        expect((await prove(moved)).problems, `moved ${lines[at]}`).not.toEqual([]);
      }
    }
  });

  it.each([
    ['removed', 2, (lines: string[], at: number) => lines.toSpliced(at, 1), 'seq', 2],
    ['doubled', 2, (lines: string[], at: number) => lines.toSpliced(at, 0, lines[at] ?? ''), 'seq', 3],
    ['swapped', 2, (lines: string[], at: number) => swap(lines, at), 'seq', 2],
    ['rewritten', 2, (lines: string[], at: number) => rewrite(lines, at), 'prev', 2],
    ['rewritten at the end', 4, (lines: string[], at: number) => rewrite(lines, at), 'head-hash', 4],
    ['linked elsewhere', 2, (lines: string[], at: number) => rewrite(lines, at, { prev: 'ab'.repeat(32) }), 'prev', 2],
  ])('with an event %s names its number and why', async (_what, seq, tamper, fault, wrong) => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    const [problem] = (await prove(reseal(tamper(lines, find(lines, second, seq))))).problems;
    expect(problem).toMatchObject({ fault, chain: second, seq: wrong });
  });

  it('whose every later event was linked anew is caught by the signature', async () => {
    const { next } = build();
    const forged = makeChain(second);
    const chain = { ...next, events: [next.events[0]!, ...forged.add('call.began').events.slice(1)] };
    const lines = exportLines({ ...chain, heads: [{ ...next.heads[0]!, seq: 1 }] });
    expect((await prove(lines)).problems[0]).toMatchObject({ chain: second, seq: 1 });
  });

  it('with events added after the last signature names where the signatures end', async () => {
    const { next } = build();
    next.add('call.began').add('call.ended', { seconds: 1 });
    const [problem] = (await prove(exportLines(next))).problems;
    expect(problem).toMatchObject({ fault: 'unsigned', chain: second, seq: 5 });
  });

  it('that was cut off is found out by its missing end line', async () => {
    const { old, next } = build();
    const report = await prove(exportLines(old, next).slice(0, -1));
    expect(report.problems).toMatchObject([{ fault: 'cut-off' }]);
  });

  it('cut back to an earlier signature looks whole, and a head known from elsewhere proves the cut', async () => {
    const chain = makeChain(first).add('call.began').sign();
    const early = exportLines(chain);
    chain.add('call.ended', { seconds: 1 }).sign();
    const known = chain.tip();
    expect((await prove(early)).problems).toEqual([]);
    expect((await prove(early, [known])).problems).toMatchObject([{ fault: 'known-missing', chain: first, seq: 2 }]);
    const full = await prove(exportLines(chain), [known]);
    expect(full.problems).toEqual([]);
    expect(full.chains[0]?.met).toEqual([known]);
  });

  it('of a history other than the one known from elsewhere is found out', async () => {
    const chain = makeChain(first).add('call.began').sign();
    const known = [{ chain: first, seq: 1, head: 'ab'.repeat(32) }];
    expect((await prove(exportLines(chain), known)).problems).toMatchObject([{ fault: 'known-head', seq: 1 }]);
    const absent = [{ ...chain.tip(), chain: second }];
    expect((await prove(exportLines(chain), absent)).problems).toMatchObject([
      { fault: 'known-missing', chain: second },
    ]);
  });

  it('whose earlier chain was cut before the end that the later one repeats names the first missing number', async () => {
    const { old, next } = build();
    const cut = { ...old, events: old.events.slice(0, 4) };
    expect((await prove(exportLines(cut, next))).problems).toMatchObject([{ fault: 'follows', chain: first, seq: 4 }]);
  });

  it('with one chain altered still proves the others', async () => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    const report = await prove(reseal(rewrite(lines, find(lines, first, 1))));
    expect(report.problems.map(({ chain }) => chain)).toEqual([first]);
    expect(report.chains[1]).toMatchObject({ chain: second, events: 5, signedUpTo: 4 });
  });

  it('that holds a second signed event for one number says so', async () => {
    const chain = makeChain(first).add('call.began').sign();
    const rival = makeChain(first);
    rival.events[0] = chain.events[0]!;
    rival.add('call.ended', { seconds: 9 });
    const bytes = rival.events[1]!;
    const head = signHead(chain.key, { chain: first, seq: 1, head: eventHash(bytes), time: startOfTime });
    const writer = createExportWriter({ by: 'central', version: '0.1.0', made: startOfTime });
    const parts = [
      writer.start(),
      writer.chain(first, chain.key.publicKey),
      ...chain.events.map((event) => writer.event(event)),
      writer.head(chain.heads[0]!),
      writer.conflict(first, 1, bytes, head),
      writer.end(),
    ];
    expect((await proveExport(parts)).problems).toMatchObject([{ fault: 'conflict', chain: first, seq: 1 }]);
  });

  it('keeps names and texts in an appendix, which can be cut away without harm and is held against the digests', async () => {
    const chain = makeChain(first).sign();
    const writer = createExportWriter({ by: 'console', version: '0.1.0', made: startOfTime });
    const salt = 'cd'.repeat(32);
    const digest = createHash('sha256').update(Buffer.from(salt, 'hex')).update('Приём').digest('hex');
    const body = [
      writer.start(),
      writer.chain(first, chain.key.publicKey),
      writer.event(chain.events[0]!),
      writer.head(chain.heads[0]!),
      writer.end(),
    ];
    const appendix = [writer.name(second, 'Anna K.'), writer.text(digest, salt, 'Приём')];
    expect(await proveExport(body)).toMatchObject({ problems: [], names: 0 });
    expect(await proveExport([...body, ...appendix])).toMatchObject({ problems: [], names: 1, texts: 1 });
    const wrong = [...body, writer.text(digest, salt, 'Other')];
    expect((await proveExport(wrong)).problems).toMatchObject([{ fault: 'text-digest', line: 6 }]);
  });

  it('that is none is named so, whatever it holds', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hello\n'),
      Buffer.alloc(500_000, 'x'),
      Buffer.from('\n\n{}\n'),
    ]) {
      expect((await proveExport([bytes])).problems).not.toEqual([]);
    }
  });

  it('reads the same however the stream is cut into pieces', async () => {
    const { old, next } = build();
    const bytes = Buffer.from(`${exportLines(old, next).join('\n')}\n`);
    const pieces = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect(await proveExport(pieces)).toEqual(await proveExport([bytes]));
    const lines: string[] = [];
    for await (const line of linesOf([Buffer.from('ab\n\ncdefgh\nx')], 4)) lines.push(Buffer.from(line).toString());
    expect(lines).toEqual(['ab', '', 'cdefg', 'x']);
  });
});

/** A signature of the first chain may go: no event goes with it, and the second chain vouches for all of them. */
function isSpareSignature(lines: string[], at: number): boolean {
  return lines[at]?.includes('"kind":"head"') === true && lines[at].includes(first);
}

function swap(lines: string[], at: number): string[] {
  return lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
}

/** Changes an event's meaning and writes it in good form. */
function rewrite(lines: string[], at: number, change: object = { time: 1 }): string[] {
  const event = parseEvent(Buffer.from(lines[at] ?? ''));
  if (!event.ok) throw new Error('no event there');
  return lines.with(at, eventBytes({ ...event.value, ...change }).toString('utf8'));
}
