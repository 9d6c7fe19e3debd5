import type { Group } from './groups.ts';
import { isIssued, longestNumber, shortestNumber } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type LookAlike, type Range } from './look-alikes.ts';
import { passesLuhn } from './luhn.ts';

/** A card number in a reading of a text: its place and the group after which it ends. */
export type CardNumber = Range & { last: number };

/**
 * Card numbers that are made of whole groups. A number inside a longer row of digits without a break is none: that
 * is an account or an order, and every long one would contain some sixteen digits that pass.
 */
export function cardNumbers(text: string, groups: readonly Group[]): CardNumber[] {
  const found: CardNumber[] = [];
  let lookAlikes: LookAlike[] | null = null;
  for (let start = 0; start < groups.length; start++) {
    const first = groups[start] as Group;
    let digits = '';
    for (let index = start; index < groups.length; index++) {
      const group = groups[index] as Group;
      if (index > start && !group.linked) break;
      if (digits.length + group.digits.length > longestNumber) break;
      digits += group.digits;
      if (!isCardNumber(digits)) continue;
      lookAlikes ??= lookAlikesOf(text, groups);
      const candidate = { from: first.from, to: group.to, last: index };
      const near = groups.slice(start, index + 1);
      if (!isLookAlike(candidate, near, lookAlikes)) found.push(candidate);
    }
  }
  return found;
}

/** Issuer range, length and Luhn together. */
export function isCardNumber(digits: string): boolean {
  return (
    digits.length >= shortestNumber &&
    digits.length <= longestNumber &&
    isIssued(Number(digits.slice(0, 4)), digits.length) &&
    passesLuhn(digits)
  );
}
