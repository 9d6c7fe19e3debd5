import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed and number of the run draw the same. */
export type Random = {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** @param probability 0 to 1 */
  chance(probability: number): boolean;
  bytes(length: number): Uint8Array;
};

/** @param seed and @param n whole numbers; every run has a generator of its own, so that one can be repeated alone. */
export function randomFor(seed: number, n: number): Random {
  const digest = createHash('sha256').update(`${seed}:${n}`).digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32BE(at)));
  const int = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    int,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[int(0, items.length - 1)] as (typeof items)[number];
    },
    chance: (probability) => int(0, 999_999) < probability * 1_000_000,
    bytes: (length) => Uint8Array.from({ length }, () => int(0, 255)),
  };
}
