import type { Finding } from './find.ts';
import { groupsOf, type Group } from './groups.ts';
import { lengthsIssued, longestNumber, shortestNumber } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type Range } from './look-alikes.ts';
import { luhnSum } from './luhn.ts';
import { readingsOf } from './readings.ts';

/** One part of a number that was split over two fields. */
type FieldFinding = Finding & { field: number };

/** Half a number is no telephone just because it has eleven digits: only what is written as nothing but one or a date. */
const certainForm = /^(?:\+|\(|[78][ -]?\(|[78][ -]\d{3}[ -]\d{3}[ -]\d)|[.:/]|^\d{4}-\d\d-\d\d$|^\d\d-\d\d-\d{4}$/;

type Part = Range & { field: number; digits: string; even: number; odd: number };
const cardWord = /карт|виз[аыуе]|мастер|мир(?!\p{L})|card|visa|master|maestro|pan(?!\p{L})|amex/iu;

/**
 * Card numbers that are split over two fields of a note (text, reference, tags): whole rows of digits that stand at
 * an edge of their field or line, or anywhere in a field that speaks of a card, and that together are a card number.
 * @returns both parts of each; findings within one field are `findCardData`'s.
 */
export function findAcrossFields(fields: readonly string[]): FieldFinding[] {
  const parts = fields.flatMap((text, field) => partsOf(text, field));
  const byLength: Part[][] = Array.from({ length: longestNumber + 1 }, () => []);
  for (const part of parts) byLength[part.digits.length]?.push(part);
  const found = new Map<string, FieldFinding>();
  const keep = ({ field, from, to }: Part) => found.set(`${field}:${from}`, { field, from, to, kind: 'card-number' });
  for (const first of parts) {
    for (let length = shortestNumber; length <= longestNumber; length++) {
      for (const second of byLength[length - first.digits.length] ?? []) {
        if (second.field === first.field || !isIssued(first.digits + second.digits)) continue;
        const sum = second.even + (second.digits.length % 2 === 0 ? first.even : first.odd);
        if (sum % 10 !== 0) continue;
        keep(first);
        keep(second);
      }
    }
  }
  return [...found.values()];
}

function partsOf(text: string, field: number): Part[] {
  const anywhere = cardWord.test(text);
  const parts: Part[] = [];
  for (const groups of readingsOf(groupsOf(text))) {
    const lookAlikes = groups.length === 0 ? [] : lookAlikesOf(text, groups);
    const certain = lookAlikes.filter(({ whole, from, to }) => whole || certainForm.test(text.slice(from, to)));
    let start = 0;
    for (let index = 0; index < groups.length; index++) {
      if (groups[index + 1]?.linked) continue;
      const run = groups.slice(start, index + 1);
      start = index + 1;
      const place = { from: (run[0] as Group).from, to: (run.at(-1) as Group).to };
      const digits = run.map((group) => group.digits).join('');
      if (digits.length === 0 || digits.length >= longestNumber) continue;
      if (!anywhere && !isAtEdge(text, place)) continue;
      if (isLookAlike(place, run, certain)) continue;
      parts.push({ ...place, field, digits, even: luhnSum(digits), odd: luhnSum(digits, 1) });
    }
  }
  return parts;
}

/** Whether some issuer has numbers of this length that begin so. */
const isIssued = (digits: string): boolean => (lengthsIssued(Number(digits.slice(0, 4))) & (1 << digits.length)) !== 0;

/** Nothing but blanks and marks between the digits and an end of their line. */
function isAtEdge(text: string, { from, to }: Range): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  const after = text.slice(to, to + 8);
  return (
    (from <= 8 || before.includes('\n') ? /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before) : false) ||
    (to + 8 >= text.length || after.includes('\n') ? /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(after) : false)
  );
}
