import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { v4 as uuid } from 'uuid';
import { eventBytes, parseEvent } from '../../../shared/chain/event.ts';
import { eventHash, noHash } from '../../../shared/chain/hash.ts';
import { signHead, type SignedHead } from '../../../shared/chain/head.ts';
import { createSigningKey } from '../../../shared/chain/keys.ts';
import type { Random } from '../harness/random.ts';
import { exportFile, linesOf, readLine } from './export-reading.ts';
import type { Place, Spoiled } from './scene.ts';

type Done = { kind: string; says: string; lines: string[] };
type Harm = (lines: string[], random: Random) => Done;

/** Spoils an export as somebody does who knows the format; in most cases its end line is written anew to fit. */
export function spoilExport({ folder }: Place, random: Random): Spoiled {
  const path = join(folder, exportFile);
  const { kind, says, lines } = random.pick(harms)(linesOf(readFileSync(path)), random);
  const fits = random.chance(0.8);
  const text = (fits ? withEnd(lines) : lines).map((line) => `${line}\n`).join('');
  writeFileSync(path, text);
  return { kind, says: `${says}, its end line ${fits ? 'written anew' : 'as it was'}`, files: [exportFile] };
}

const line = (value: object): string => canonicalize(value) ?? '';
const kindOf = (text: string): string => readLine(text).kind ?? 'event';
const aPlace = (lines: string[], random: Random, kind?: string): number =>
  random.pick([...lines.keys()].filter((at) => !kind || kindOf(lines[at]!) === kind));

/** The lines of one chain: where they begin, and where the next thing begins. */
function section(lines: string[], random: Random): { from: number; to: number } {
  const from = aPlace(lines, random, 'chain');
  const next = lines.findIndex((text, at) => at > from && ['chain', 'end'].includes(kindOf(text)));
  return { from, to: next === -1 ? lines.length : next };
}

const harms: readonly Harm[] = [
  (lines, random) => {
    const at = aPlace(lines, random);
    return { kind: 'a line removed', says: `line ${at + 1} removed`, lines: lines.toSpliced(at, random.int(1, 4)) };
  },
  (lines, random) => {
    const [at, to] = [aPlace(lines, random), aPlace(lines, random)];
    return {
      kind: 'a line doubled',
      says: `line ${at + 1} put in at ${to + 1}`,
      lines: lines.toSpliced(to, 0, lines[at]!),
    };
  },
  (lines, random) => {
    const [one, other] = [aPlace(lines, random), aPlace(lines, random)];
    const changed = lines.with(one, lines[other]!).with(other, lines[one]!);
    return { kind: 'lines exchanged', says: `lines ${one + 1} and ${other + 1} exchanged`, lines: changed };
  },
  (lines, random) => {
    const at = aPlace(lines, random, 'event');
    const says = `event in line ${at + 1} changed`;
    return { kind: 'an event changed', says, lines: lines.with(at, changedEvent(lines[at]!)) };
  },
  (lines, random) => {
    const { from, to } = section(lines, random);
    const at = random.int(from + 1, to - 1);
    const keepsHeads = random.chance(0.5);
    const linked = relink(lines.slice(from, to), at - from, (head) =>
      keepsHeads ? line({ kind: 'head', ...head }) : null,
    );
    const says = `line ${at + 1} changed, what follows linked again, signatures ${keepsHeads ? 'kept' : 'removed'}`;
    return { kind: 'a chain linked again', says, lines: lines.toSpliced(from, to - from, ...linked) };
  },
  (lines, random) => {
    const { from, to } = section(lines, random);
    const heads = [...lines.keys()].filter((at) => at > from && at < to && kindOf(lines[at]!) === 'head');
    const at = heads.length > 0 ? random.pick(heads) : to - 1;
    return {
      kind: 'a chain cut back',
      says: `lines ${at + 2} to ${to} removed`,
      lines: lines.toSpliced(at + 1, to - at - 1),
    };
  },
  (lines, random) => {
    const { from, to } = section(lines, random);
    return {
      kind: 'a chain left out',
      says: `lines ${from + 1} to ${to} removed`,
      lines: lines.toSpliced(from, to - from),
    };
  },
  (lines, random) => {
    const { from, to } = section(lines, random);
    const key = createSigningKey();
    const chain = lines
      .slice(from, to)
      .map((text) => text.replaceAll(readLine(lines[from]!).publicKey!, key.publicKey));
    const linked = relink(chain, 1, (head) => line({ kind: 'head', ...signHead(key, head) }));
    const changed = lines.toSpliced(from, to - from, ...linked);
    return {
      kind: 'a chain under another key',
      says: `lines ${from + 1} to ${to} signed by another key`,
      lines: changed,
    };
  },
  (lines) => {
    const header = JSON.parse(lines[0]!) as { made: number };
    return {
      kind: 'the header',
      says: 'another day in the header',
      lines: lines.with(0, line({ ...header, made: header.made + 1 })),
    };
  },
  (lines) => {
    const name = line({ kind: 'name', person: uuid(), name: 'Somebody Else' });
    return { kind: 'a name', says: 'a name put to its end', lines: [...lines, name] };
  },
];

function changedEvent(text: string): string {
  const event = JSON.parse(text) as { time: number };
  return line({ ...event, time: event.time + 1 });
}

/** Changes the first event from a place on and links what follows; heads from there on are as `sign` makes them. */
function relink(lines: string[], from: number, sign: (head: SignedHead) => string | null): string[] {
  let tip = { seq: -1, head: noHash };
  let changed = false;
  return lines.flatMap((text, at) => {
    const { kind } = readLine(text);
    if (kind === 'head' && changed) return sign({ ...headOf(text), ...tip }) ?? [];
    if (kind !== undefined) return text;
    const read = parseEvent(Buffer.from(text));
    if (!read.ok) throw new Error('no event in an export');
    const isFirst = at >= from && !changed;
    if (isFirst) changed = true;
    const time = isFirst ? read.value.time + 1 : read.value.time;
    const bytes = changed ? eventBytes({ ...read.value, time, prev: tip.head }) : Buffer.from(text);
    tip = { seq: read.value.seq, head: eventHash(bytes) };
    return Buffer.from(bytes).toString('utf8');
  });
}

function headOf(text: string): SignedHead {
  const { chain, seq, head, time, signature } = JSON.parse(text) as SignedHead;
  return { chain, seq, head, time, signature };
}

/** With an end line that counts and sums what now stands before it. */
function withEnd(lines: string[]): string[] {
  const at = lines.findLastIndex((text) => kindOf(text) === 'end');
  if (at === -1) return lines;
  const before = lines.slice(0, at);
  const sha256 = createHash('sha256')
    .update(before.map((text) => `${text}\n`).join(''))
    .digest('hex');
  const count = (kind: string) => before.filter((text) => kindOf(text) === kind).length;
  return lines.with(at, line({ kind: 'end', chains: count('chain'), events: count('event'), sha256 }));
}
