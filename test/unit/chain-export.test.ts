import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventBytes, parseEvent, placeEvent } from '../../shared/chain/event.ts';
import { createExportWriter } from '../../shared/chain/export-file.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';
import type { KnownHead } from '../../shared/chain/export-report.ts';
import { eventHash } from '../../shared/chain/hash.ts';
import { signHead, type SignedHead } from '../../shared/chain/head.ts';
import { linesOf } from '../../shared/chain/lines.ts';
import { draftOf, exportLines, makeChain, startOfTime, type HandMadeChain } from '../support/chains.ts';

const first = '6f1c1f0e-0d0b-4a53-9d0e-3f0b1f2a4c55';
const second = '2b0a9f57-7a52-4e0c-8f9e-6f2f4f1f7a10';
const third = '9d3c2b1a-5e4f-4a6b-8c7d-0e1f2a3b4c5d';

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

/** Every key in the file counts as known, unless others are named. */
const prove = (lines: string[], known?: KnownHead[], keys = keysIn(lines)) =>
  proveExport([Buffer.from(`${lines.join('\n')}\n`)], known, keys);
const keysIn = (lines: string[]) =>
  lines.flatMap((line) => /"kind":"chain","publicKey":"([^"]+)"/.exec(line)?.[1] ?? []);
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
    expect((await prove(exportLines(cut, next))).problems).toMatchObject([{ fault: 'follows', chain: second, seq: 0 }]);
  });

  it('whose unsigned end a later chain vouches for is believed where both keys are known, and nowhere else', async () => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    for (const keys of [[], [next.key.publicKey], [old.key.publicKey]]) {
      expect((await prove(lines, [], keys)).problems).toMatchObject([{ fault: 'unsigned', chain: first, seq: 4 }]);
    }
    expect((await prove(lines)).chains[0]).toMatchObject({ followedBy: second, vouched: true });
  });

  it('in which several chains claim to follow one is wrong in the claims, never in the chain that is followed', async () => {
    const { old, next } = build();
    const elsewhere = makeChain(third, { chain: first, seq: 2, head: 'ab'.repeat(32) }).sign();
    for (const chains of [
      [old, next, elsewhere],
      [old, elsewhere, next],
      [elsewhere, old, next],
    ]) {
      const report = await prove(exportLines(...chains));
      expect(report.problems).toMatchObject([{ fault: 'follows', chain: third, seq: 0 }]);
      expect(report.chains.find(({ chain }) => chain === first)).toMatchObject({ followedBy: second, vouched: true });
    }
    const stranger = makeChain(third, old.tip()).sign();
    const known = [old.key.publicKey, next.key.publicKey];
    const strange = await prove(exportLines(old, next, stranger), [], known);
    expect(strange.problems).toMatchObject([{ fault: 'follows-too', chain: third, seq: 0 }]);
    const signed = makeChain(first).sign();
    const both = [makeChain(second, signed.tip()).sign(), makeChain(third, signed.tip()).sign()];
    const undecided = await prove(exportLines(signed, ...both));
    expect(undecided.problems).toMatchObject([
      { fault: 'follows-too', chain: second },
      { fault: 'follows-too', chain: third },
    ]);
    expect(undecided.chains[0]).toMatchObject({ followedBy: null, vouched: false });
  });

  it('with one chain altered still proves the others', async () => {
    const { old, next } = build();
    const lines = exportLines(old, next);
    const report = await prove(reseal(rewrite(lines, find(lines, first, 1))));
    expect(report.problems.map(({ chain }) => chain)).toEqual([first]);
    expect(report.chains[1]).toMatchObject({ chain: second, events: 5, signedUpTo: 4 });
  });

  /** An export with a second history told right after the event that it contradicts. */
  function withRival(
    chain: HandMadeChain,
    at: number,
    rival: HandMadeChain,
    headOf: (seq: number) => SignedHead | null,
  ) {
    const writer = createExportWriter({ by: 'central', version: '0.1.0', made: startOfTime });
    const parts = [writer.start(), writer.chain(chain.id, chain.key.publicKey)];
    chain.events.forEach((event, seq) => {
      parts.push(writer.event(event), ...chain.heads.filter((head) => head.seq === seq).map(writer.head));
      if (seq !== at) return;
      for (const [place, bytes] of rival.events.slice(at).entries()) {
        parts.push(writer.conflict(chain.id, at + place, bytes, headOf(at + place)));
      }
    });
    return proveExport([...parts, writer.end()]);
  }
  const headBy = (chain: HandMadeChain, seq: number, bytes: Buffer) =>
    signHead(chain.key, { chain: chain.id, seq, head: eventHash(bytes), time: startOfTime });

  it('that holds a second signed history names the number from which on there are two, however long it is', async () => {
    const chain = makeChain(first).add('call.began').add('call.ended', { seconds: 1 }).sign();
    const rival = { ...makeChain(first), events: chain.events.slice(0, 1) };
    for (const seconds of [7, 8, 9]) addTo(rival, 'call.ended', { seconds });
    const last = (seq: number) => (seq === 3 ? headBy(chain, 3, rival.events[3]!) : null);
    expect((await withRival(chain, 1, rival, last)).problems).toMatchObject([
      { fault: 'conflict', chain: first, seq: 1 },
    ]);
  });

  it('accuses no key of a second history that is the first one, unsigned, cut or by another key', async () => {
    const chain = makeChain(first).add('call.began').add('call.ended', { seconds: 1 }).sign();
    const rival = { ...makeChain(first), events: chain.events.slice(0, 1) };
    for (const seconds of [7, 8]) addTo(rival, 'call.ended', { seconds });
    const own = (seq: number) => (seq === 2 ? chain.heads[0]! : null);
    const stranger = { ...makeChain(first), id: first };
    const tries: [HandMadeChain, (seq: number) => SignedHead | null][] = [
      [chain, own],
      [rival, () => null],
      [rival, (seq) => headBy(stranger, seq, rival.events[seq]!)],
      [rival, (seq) => (seq === 2 ? headBy(chain, 2, rival.events[1]!) : null)],
      [{ ...rival, events: [...rival.events.slice(0, 2), chain.events[2]!] }, own],
    ];
    for (const [told, headOf] of tries) {
      const { problems } = await withRival(chain, 1, told, headOf);
      expect(problems.length).toBeGreaterThan(0);
      expect(new Set(problems.map(({ fault }) => fault))).toEqual(new Set(['rival']));
    }
  });

  it('accuses no key of a second history where the first one is what nobody signed', async () => {
    const real = makeChain(first).add('call.began').sign();
    const forged = { ...real, events: real.events.slice(0, 1), heads: [] };
    addTo(forged, 'call.ended', { seconds: 5 });
    const { problems } = await withRival(forged, 1, real, () => real.heads[0]!);
    expect(problems.map(({ fault }) => fault)).toEqual(['rival', 'unsigned'].toSorted());
  });

  it('keeps names and texts in an appendix, which can be cut away without harm and is held against the digests', async () => {
    const salt = 'cd'.repeat(32);
    const digestOf = (text: string) => createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex');
    const digest = digestOf('Приём');
    const chain = makeChain(first)
      .add('checklist.submitted', { comments: { seat: digest } })
      .sign();
    const writer = createExportWriter({ by: 'console', version: '0.1.0', made: startOfTime });
    const body = [
      writer.start(),
      writer.chain(first, chain.key.publicKey),
      ...chain.events.map(writer.event),
      writer.head(chain.heads[0]!),
      writer.end(),
    ];
    const appendix = [writer.name(second, 'Anna K.'), writer.text(digest, salt, 'Приём')];
    expect(await proveExport(body)).toMatchObject({ problems: [], names: 0 });
    expect(await proveExport([...body, ...appendix])).toMatchObject({ problems: [], names: 1, texts: 1 });
    const wrong = [...body, writer.text(digest, salt, 'Other')];
    expect((await proveExport(wrong)).problems).toMatchObject([{ fault: 'text-digest', line: 7 }]);
    const invented = [...body, writer.text(digestOf('Never logged'), salt, 'Never logged')];
    expect((await proveExport(invented)).problems).toMatchObject([{ fault: 'text-unknown', line: 7 }]);
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

/** Writes one more event into a history that somebody made up. */
function addTo(history: HandMadeChain, type: string, data: Record<string, unknown>): void {
  const seq = history.events.length;
  const before = eventHash(history.events.at(-1)!);
  history.events = [...history.events, eventBytes(placeEvent(draftOf(type, data, seq), history.id, seq, before))];
}

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
