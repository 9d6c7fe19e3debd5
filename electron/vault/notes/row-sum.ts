import { sameBytes } from '../crypto/bytes.ts';

/** How many rows, and the XOR of their tags: one row changes it without a look at the others. */
export type RowSum = { count: number; sum: Uint8Array };

/** A sum with one row more or less. */
export function addRow(before: RowSum | undefined, tag: Uint8Array, rows: 1 | -1): RowSum {
  return { count: (before?.count ?? 0) + rows, sum: before ? xor(before.sum, tag) : tag };
}

/** No rows are the same as no sum. */
export function sameSum(one: RowSum | undefined, other: RowSum | undefined): boolean {
  if (!one || !other) return one === other;
  return one.count === other.count && sameBytes(one.sum, other.sum);
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one);
  for (let at = 0; at < both.length; at += 1) both[at] = (one[at] ?? 0) ^ (other[at] ?? 0);
  return both;
}
