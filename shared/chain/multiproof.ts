import { nodeHash, splitOf, type Hash, type LeafRange } from './merkle.ts';

/**
 * Proofs that many leaves lie in one RFC 6962 tree: the roots of the largest subtrees that hold none of them, from left
 * to right. For one leaf these are the hashes of its inclusion proof. `places` are the leaves' indices, ascending.
 */
type Places = readonly number[];

/** The subtrees whose roots prove that the leaves at these places lie in the tree of `size` leaves. */
export function rangesBeside(places: Places, size: number): LeafRange[] {
  return beside(places, { from: 0, to: size });
}

function beside(places: Places, { from, to }: LeafRange): LeafRange[] {
  if (places.length === 0) return [{ from, to }];
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return [
    ...beside(below(places, middle), { from, to: middle }),
    ...beside(upFrom(places, middle), { from: middle, to }),
  ];
}

/** Whether the proof shows that each of these leaves lies at its place in the tree with that size and root. */
export function verifyInclusions(
  leaves: readonly Hash[],
  places: Places,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  const isAscending = places.every((place, at) => place > (places[at - 1] ?? -1) && place < size);
  if (leaves.length === 0 || leaves.length !== places.length || !isAscending) return false;
  const [nextLeaf, nextProof] = [leaves.values(), proof.values()];
  const fold = (within: Places, { from, to }: LeafRange): Hash | undefined => {
    if (within.length === 0) return nextProof.next().value;
    if (to - from === 1) return nextLeaf.next().value;
    const middle = from + splitOf(to - from);
    const left = fold(below(within, middle), { from, to: middle });
    const right = fold(upFrom(within, middle), { from: middle, to });
    return left && right && nodeHash(left, right);
  };
  const computed = fold(places, { from: 0, to: size });
  return computed !== undefined && nextProof.next().done === true && Buffer.from(computed).equals(root);
}

const below = (places: Places, middle: number) => places.filter((place) => place < middle);
const upFrom = (places: Places, middle: number) => places.filter((place) => place >= middle);
