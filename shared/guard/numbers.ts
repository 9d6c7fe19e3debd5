import type { Group } from './groups.ts';
import { lengthsIssued, longestNumber, shortestNumber } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type LookAlike, type Range } from './look-alikes.ts';
import { doubled } from './luhn.ts';

/** A card number in a reading of a text: its place and the group after which it ends. */
export type CardNumber = Range & { last: number };

/**
 * Card numbers that are made of whole groups: issuer range, length and Luhn together. A number inside a longer row of
 * digits without a break is none: that is an account or an order, and every long one would contain some sixteen
 * digits that pass.
 */
export function cardNumbers(text: string, groups: readonly Group[]): CardNumber[] {
  const found: CardNumber[] = [];
  if (groups.reduce((sum, { digits }) => sum + digits.length, 0) < shortestNumber) return found;
  const row = rowOf(groups);
  let lookAlikes: LookAlike[] | null = null;
  for (let start = 0; start < groups.length; start++) {
    const begin = row.offsets[start] ?? 0;
    const lengths = lengthsIssued(row.prefixAt(begin));
    if (lengths === 0) continue;
    for (let last = start; last < groups.length; last++) {
      if (last > start && !groups[last]?.linked) break;
      const end = row.offsets[last + 1] ?? 0;
      const length = end - begin;
      if (length > longestNumber) break;
      if (length < shortestNumber || (lengths & (1 << length)) === 0 || !row.passesLuhn(begin, end)) continue;
      lookAlikes ??= lookAlikesOf(text, groups);
      const candidate = { from: (groups[start] as Group).from, to: (groups[last] as Group).to, last };
      if (isCutOut(text, groups, start, last)) continue;
      if (!isLookAlike(candidate, groups.slice(start, last + 1), lookAlikes)) found.push(candidate);
    }
  }
  return found;
}

/** How cards are written in three groups or fewer. */
const usualGroups = new Set(['4-6-5', '4-6-4', '8-8', '4-12', '12-4', '6-10', '4-4-8', '8-4-4', '4-8-4']);

/**
 * Whether a few unusual groups are only a part of something longer that is joined by one and the same mark, as orders
 * are ("127-3023611-6871504").
 */
function isCutOut(text: string, groups: readonly Group[], start: number, last: number): boolean {
  const own = groups.slice(start, last + 1);
  if (own.length < 2 || own.length > 3 || usualGroups.has(own.map(({ digits }) => digits.length).join('-')))
    return false;
  const markBefore = (index: number): string | null => {
    const [before, group] = [groups[index - 1], groups[index]];
    if (!before || !group?.linked) return null;
    const mark = text.slice(before.to, group.from);
    return /^[\p{P}\p{S}]$/u.test(mark) ? mark : null;
  };
  const mark = markBefore(start + 1);
  if (mark === null || (own.length === 3 && markBefore(start + 2) !== mark)) return false;
  return markBefore(start) === mark || markBefore(last + 1) === mark;
}

/** All digits of all groups in one row, with running Luhn sums, so that each part of it is judged in one step. */
function rowOf(groups: readonly Group[]) {
  const offsets = new Int32Array(groups.length + 1);
  groups.forEach((group, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + group.digits.length;
  });
  const count = offsets[groups.length] ?? 0;
  const digits = new Uint8Array(count);
  /** Sums of all digits before a place: those at even places doubled, and those at odd places doubled. */
  const evenDoubled = new Int32Array(count + 1);
  const oddDoubled = new Int32Array(count + 1);
  let place = 0;
  for (const group of groups) {
    for (let index = 0; index < group.digits.length; index++, place++) {
      const digit = group.digits.charCodeAt(index) - 48;
      const twice = doubled[digit] ?? 0;
      const isEven = place % 2 === 0;
      digits[place] = digit;
      evenDoubled[place + 1] = (evenDoubled[place] ?? 0) + (isEven ? twice : digit);
      oddDoubled[place + 1] = (oddDoubled[place] ?? 0) + (isEven ? digit : twice);
    }
  }
  return {
    offsets,
    /** The four digits from a place on as a number. */
    prefixAt: (from: number): number =>
      (digits[from] ?? 0) * 1000 +
      (digits[from + 1] ?? 0) * 100 +
      (digits[from + 2] ?? 0) * 10 +
      (digits[from + 3] ?? 0),
    passesLuhn: (from: number, to: number): boolean => {
      // The last digit is not doubled, the one before it is.
      const sums = to % 2 === 0 ? evenDoubled : oddDoubled;
      return ((sums[to] ?? 0) - (sums[from] ?? 0)) % 10 === 0;
    },
  };
}
