import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1: hashes, roots and proofs. Hashes are 32 raw bytes. Sizes and indices are
 * numbers below 2^53, so nothing here uses the 32-bit operators.
 */
export type Hash = Uint8Array;

/** A half-open range of leaves, of which a proof wants the root. */
export type LeafRange = { from: number; to: number };

export const emptyRoot: Hash = createHash('sha256').digest();

export function leafHash(bytes: Uint8Array): Hash {
  return createHash('sha256').update(leafPrefix).update(bytes).digest();
}

export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

const leafPrefix = new Uint8Array([0]);
const nodePrefix = new Uint8Array([1]);

/**
 * The right edge of a growing tree: the roots of its complete subtrees, largest first, one for each bit set in `size`.
 */
export type Frontier = { size: number; hashes: Hash[] };

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/**
 * The edge after one more leaf. `onSubtree` hears of each subtree that this leaf completes: its root, its height
 * (1 = two leaves) and its place among the subtrees of that height.
 */
export function appendLeaf(
  frontier: Frontier,
  leaf: Hash,
  onSubtree?: (root: Hash, height: number, index: number) => void,
): Frontier {
  const hashes = [...frontier.hashes];
  let root = leaf;
  let height = 0;
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    root = nodeHash(hashes.pop() ?? emptyRoot, root);
    height += 1;
    onSubtree?.(root, height, (frontier.size + 1) / 2 ** height - 1);
  }
  hashes.push(root);
  return { size: frontier.size + 1, hashes };
}

export function frontierRoot({ hashes }: Frontier): Hash {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The root over these leaves' hashes (`MTH`). */
export function rootOf(leaves: Iterable<Hash>): Hash {
  let frontier = emptyFrontier;
  for (const leaf of leaves) frontier = appendLeaf(frontier, leaf);
  return frontierRoot(frontier);
}

/** The subtrees whose roots prove that leaf `index` lies in the tree of `size` leaves (`PATH`), lowest first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  return path(index, { from: 0, to: size });
}

function path(index: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...path(index, { from, to: middle }), { from: middle, to }]
    : [...path(index, { from: middle, to }), { from, to: middle }];
}

/** The subtrees whose roots prove that the tree of `size` leaves continues the one of `oldSize` (`PROOF`). */
export function consistencyRanges(oldSize: number, size: number): LeafRange[] {
  return oldSize === 0 || oldSize === size ? [] : subproof(oldSize, { from: 0, to: size }, true);
}

function subproof(oldEnd: number, { from, to }: LeafRange, known: boolean): LeafRange[] {
  if (oldEnd === to) return known ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return oldEnd <= middle
    ? [...subproof(oldEnd, { from, to: middle }, known), { from: middle, to }]
    : [...subproof(oldEnd, { from: middle, to }, false), { from, to: middle }];
}

/** Whether the proof shows that this leaf is leaf `index` of the tree with that size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: Hash[], root: Hash): boolean {
  if (index >= size) return false;
  let place = index;
  let last = size - 1;
  let computed = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      computed = nodeHash(sibling, computed);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      computed = nodeHash(computed, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameHash(computed, root);
}

/** Whether the proof shows that the new tree begins with all of the old one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  old: { size: number; root: Hash },
  next: { size: number; root: Hash },
  proof: Hash[],
): boolean {
  if (old.size > next.size) return false;
  if (old.size === next.size) return proof.length === 0 && sameHash(old.root, next.root);
  if (old.size === 0) return proof.length === 0 && sameHash(old.root, emptyRoot);
  const steps = splitOf(old.size * 2) === old.size ? [old.root, ...proof] : proof;
  let place = old.size - 1;
  let last = next.size - 1;
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  const [first, ...rest] = steps;
  if (!first) return false;
  let oldRoot = first;
  let newRoot = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      oldRoot = nodeHash(hash, oldRoot);
      newRoot = nodeHash(hash, newRoot);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newRoot = nodeHash(newRoot, hash);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameHash(oldRoot, old.root) && sameHash(newRoot, next.root);
}

/** The largest power of two below `size` (size > 1): where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

export function sameHash(left: Hash, right: Hash): boolean {
  return Buffer.from(left).equals(right);
}

const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);
