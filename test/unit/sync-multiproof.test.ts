import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inclusionRanges, leafHash, rootOf, type Hash } from '../../shared/chain/merkle.ts';
import { rangesBeside, verifyInclusions } from '../../shared/chain/multiproof.ts';

const log = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(String(index))));
const treeOf = (size: number, places: number[]) => {
  const leaves = log.slice(0, size);
  const proof = rangesBeside(places, size).map(({ from, to }) => rootOf(leaves.slice(from, to)));
  return { root: rootOf(leaves), proof, chosen: places.map((place) => leaves[place]!) };
};
const sets = fc.integer({ min: 1, max: log.length }).chain((size) =>
  fc.tuple(fc.constant(size), fc.uniqueArray(fc.nat(size - 1), { minLength: 1 })).map(([of, places]) => ({
    size: of,
    places: places.sort((left, right) => left - right),
  })),
);

describe('a proof of many leaves in one log', () => {
  it('holds for every set of leaves in a log of every size', () => {
    fc.assert(
      fc.property(sets, ({ size, places }) => {
        const { root, proof, chosen } = treeOf(size, places);
        expect(verifyInclusions(chosen, places, size, proof, root)).toBe(true);
      }),
    );
  });

  it('is for one leaf what RFC 6962 asks for', () => {
    for (const place of [0, 1, 30, 68, 69]) {
      const order = (left: { from: number }, right: { from: number }) => left.from - right.from;
      expect(rangesBeside([place], 70)).toEqual(inclusionRanges(place, 70).sort(order));
    }
  });

  it('fails where one leaf is another, stands elsewhere, or is missing, and where the proof is longer or shorter', () => {
    fc.assert(
      fc.property(sets, fc.nat(), ({ size, places }, which) => {
        const { root, proof, chosen } = treeOf(size, places);
        const at = which % places.length;
        const other: Hash[] = chosen.with(at, leafHash(Buffer.from('other')));
        expect(verifyInclusions(other, places, size, proof, root)).toBe(false);
        expect(verifyInclusions(chosen.toSpliced(at, 1), places.toSpliced(at, 1), size, proof, root)).toBe(false);
        expect(verifyInclusions(chosen, places.with(at, size), size, proof, root)).toBe(false);
        expect(verifyInclusions(chosen, places, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusions(chosen, places, size, proof.slice(1), root)).toBe(false);
        const moved = places.with(at, (places[at]! + 1) % size);
        if (moved[at] !== places[at]) expect(verifyInclusions(chosen, moved, size, proof, root)).toBe(false);
      }),
    );
  });
});
