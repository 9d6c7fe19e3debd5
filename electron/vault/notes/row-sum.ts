import { sameBytes } from '../crypto/bytes.ts';

/** How many rows, and the XOR of their tags: one row changes it without a look at the others. */
export type RowSum = { count: number; sum: Uint8Array };

/** A sum with one row more or less. */
export function addRow(before: RowSum | undefined, tag: Uint8Array, rows: 1 | -1): RowSum {
  return { count: (before?.count ?? 0) + rows, sum: before ? xor(before.sum, tag) : tag };
}

/** Adds a row to a sum that nobody else holds; for thousands in a row. */
export function addTo(sums: Map<number, RowSum>, group: number, tag: Uint8Array): void {
  const there = sums.get(group);
  if (!there) {
    sums.set(group, { count: 1, sum: new Uint8Array(tag) });
    return;
  }
  there.count += 1;
  xorInto(there.sum, tag);
}

/** No rows are the same as no sum. */
export function sameSum(one: RowSum | undefined, other: RowSum | undefined): boolean {
  if (!one || !other) return one === other;
  return one.count === other.count && sameBytes(one.sum, other.sum);
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one);
  xorInto(both, other);
  return both;
}

function xorInto(sum: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) ^ (other[at] ?? 0);
}
