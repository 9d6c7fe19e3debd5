import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../harness/random.ts';
import type { Place, Spoiled } from './scene.ts';

const page = 4096;

type Harm = (bytes: Buffer, random: Random) => { bytes: Buffer; says: string };

/** A range of the file, of at most so many bytes. */
const range = (bytes: Buffer, random: Random, atMost: number) => {
  const from = random.int(0, Math.max(0, bytes.length - 1));
  return { from, to: Math.min(bytes.length, from + random.int(1, atMost)) };
};

const harms: readonly Harm[] = [
  (bytes, random) => {
    const at = random.int(0, Math.max(0, bytes.length - 1));
    const mask = 1 << random.int(0, 7);
    bytes[at] = (bytes[at] ?? 0) ^ mask;
    return { bytes, says: `bit ${mask} of byte ${at} turned over` };
  },
  (bytes, random) => {
    const { from, to } = range(bytes, random, 64);
    bytes.set(random.bytes(to - from), from);
    return { bytes, says: `bytes ${from} to ${to} written over` };
  },
  (bytes, random) => {
    const { from, to } = range(bytes, random, page);
    bytes.fill(0, from, to);
    return { bytes, says: `bytes ${from} to ${to} set to zero` };
  },
  (bytes, random) => {
    const length = random.int(0, Math.max(0, bytes.length - 1));
    return { bytes: bytes.subarray(0, length), says: `cut off at byte ${length}` };
  },
  (bytes, random) => {
    const pages = Math.max(1, Math.floor(bytes.length / page));
    const length = random.int(0, pages - 1) * page;
    return { bytes: bytes.subarray(0, length), says: `cut off after ${length / page} pages` };
  },
  (bytes, random) => {
    const more = random.bytes(random.int(1, page));
    return { bytes: Buffer.concat([bytes, more]), says: `${more.length} bytes put to its end` };
  },
  (bytes, random) => {
    const pages = Math.max(1, Math.floor(bytes.length / page));
    const [one, other] = [random.int(0, pages - 1) * page, random.int(0, pages - 1) * page];
    const kept = Buffer.from(bytes.subarray(one, one + page));
    bytes.copyWithin(one, other, other + page);
    kept.copy(bytes, other);
    return { bytes, says: `pages at ${one} and ${other} exchanged` };
  },
];

/** Spoils one file without knowing what is in it. */
export function spoilBytes({ scene, folder }: Place, random: Random): Spoiled {
  const names = [...scene.now.files.keys()];
  const file = random.pick(names);
  const path = join(folder, file);
  const drawn = random.int(0, harms.length + 1);
  if (drawn === harms.length) {
    rmSync(path);
    return { kind: 'a file removed', says: `${file} removed`, files: [file] };
  }
  if (drawn > harms.length) return exchange(folder, file, random.pick(names));
  const { bytes, says } = harms[drawn]!(readFileSync(path), random);
  writeFileSync(path, bytes);
  return { kind: 'bytes of a file', says: `${file}: ${says}`, files: [file] };
}

function exchange(folder: string, one: string, other: string): Spoiled {
  const aside = join(folder, 'aside');
  renameSync(join(folder, one), aside);
  if (existsSync(join(folder, other))) renameSync(join(folder, other), join(folder, one));
  renameSync(aside, join(folder, other));
  return { kind: 'two files exchanged', says: `${one} and ${other} exchanged`, files: [one, other] };
}
