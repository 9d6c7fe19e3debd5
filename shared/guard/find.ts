import type { Group } from './groups.ts';
import { lookAlikesOf, type Range } from './look-alikes.ts';
import { cardNumbers } from './numbers.ts';
import { read, type Read } from './read.ts';
import { verificationCodes } from './verification-codes.ts';

/** A place that must not be stored, as half-open UTF-16 indices. */
export type Finding = { from: number; to: number; kind: 'card-number' | 'verification-code' };

/**
 * Finds card data (PCI DSS 3.3.1): card numbers by issuer range, length and Luhn in any Unicode digits, with
 * separators or in words; verification codes by their context. Linear in the length of the text.
 * @returns findings in order, none overlapping another.
 */
export const findCardData = (text: string): Finding[] => findIn(read(text));

/** `findCardData` of a text that was read already. */
export function findIn({ text, readings }: Read): Finding[] {
  const found: Finding[] = [];
  for (const groups of readings) {
    const numbers = cardNumbers(text, groups);
    for (const { from, to } of numbers) found.push({ from, to, kind: 'card-number' });
    for (const { from, to } of outsideOfOthers(text, groups, verificationCodes(text, groups, numbers)))
      found.push({ from, to, kind: 'verification-code' });
  }
  return merged(found);
}

/** Codes that are not four characters of an IBAN or UUID which happen to stand behind "CVC". */
function outsideOfOthers(text: string, groups: readonly Group[], codes: readonly Range[]): readonly Range[] {
  if (codes.length === 0) return codes;
  const others = lookAlikesOf(text, groups).filter(({ whole }) => whole);
  return codes.filter((code) => !others.some(({ from, to }) => from < code.to && to > code.from));
}

/** Overlapping findings become one: what is masked must not leave a rest. */
function merged(findings: Finding[]): Finding[] {
  const sorted = findings.toSorted((one, other) => one.from - other.from || other.to - one.to);
  const out: Finding[] = [];
  for (const finding of sorted) {
    const last = out.at(-1);
    if (!last || finding.from >= last.to) out.push({ ...finding });
    else {
      last.to = Math.max(last.to, finding.to);
      if (finding.kind === 'card-number') last.kind = 'card-number';
    }
  }
  return out;
}
