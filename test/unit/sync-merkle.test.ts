import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  consistencyRanges,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootOf,
  splitOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
  type LeafRange,
} from '../../shared/chain/merkle.ts';

/** The reference inputs and roots that certificate transparency's implementations share. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));
const many = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(String(index))));

/** The tree by its definition, slow and plain. */
function root(hashes: Hash[]): Hash {
  const [only] = hashes;
  if (!only) return emptyRoot;
  if (hashes.length === 1) return only;
  const split = splitOf(hashes.length);
  return nodeHash(root(hashes.slice(0, split)), root(hashes.slice(split)));
}
const proofOf = (ranges: LeafRange[]) => ranges.map(({ from, to }) => root(many.slice(from, to)));
const flipped = (hash: Hash) => Buffer.from(hash).map((byte, index) => (index === 7 ? byte ^ 1 : byte));

describe('the Merkle tree', () => {
  it('has the roots that certificate transparency publishes for its reference leaves', () => {
    expect(roots.map((_, index) => Buffer.from(rootOf(leaves.slice(0, index + 1))).toString('hex'))).toEqual(roots);
  });

  it('grows leaf by leaf to the root of its definition and names each subtree it completes', () => {
    let frontier = emptyFrontier;
    for (const [index, leaf] of many.entries()) {
      frontier = appendLeaf(frontier, leaf, (hash, height, place) => {
        const width = 2 ** height;
        expect(hash).toEqual(root(many.slice(place * width, (place + 1) * width)));
      });
      expect(frontierRoot(frontier)).toEqual(root(many.slice(0, index + 1)));
    }
  });

  it('proves every leaf of every size and no other leaf, place, size or root', () => {
    for (let size = 1; size <= many.length; size++) {
      const top = root(many.slice(0, size));
      for (let index = 0; index < size; index++) {
        const proof = proofOf(inclusionRanges(index, size));
        const leaf = many[index]!;
        expect(verifyInclusion(leaf, index, size, proof, top)).toBe(true);
        expect(verifyInclusion(flipped(leaf), index, size, proof, top)).toBe(false);
        expect(verifyInclusion(leaf, index + 1, size, proof, top)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, top], top)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof, flipped(top))).toBe(false);
      }
    }
  });

  it('proves that every tree continues every earlier one, and refuses a proof with anything changed', () => {
    for (let size = 1; size <= many.length; size++) {
      const next = { size, root: root(many.slice(0, size)) };
      for (let oldSize = 0; oldSize <= size; oldSize++) {
        const old = { size: oldSize, root: root(many.slice(0, oldSize)) };
        const proof = proofOf(consistencyRanges(oldSize, size));
        expect(verifyConsistency(old, next, proof)).toBe(true);
        expect(verifyConsistency({ ...old, root: flipped(old.root) }, next, proof)).toBe(false);
        if (oldSize > 0) expect(verifyConsistency(old, { ...next, root: flipped(next.root) }, proof)).toBe(false);
        expect(verifyConsistency(old, next, [...proof, old.root])).toBe(false);
        for (const step of proof.keys()) {
          const wrong = proof.map((hash, index) => (index === step ? flipped(hash) : hash));
          expect(verifyConsistency(old, next, wrong)).toBe(false);
          expect(verifyConsistency(old, next, proof.toSpliced(step, 1))).toBe(false);
        }
      }
    }
  });

  it('never takes a smaller tree as the continuation of a larger one, whatever the proof', () => {
    fc.assert(
      fc.property(
        fc.nat(69),
        fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 8 }),
        (size, proof) =>
          !verifyConsistency({ size: 70, root: root(many) }, { size, root: root(many.slice(0, size)) }, proof),
      ),
    );
  });
});
