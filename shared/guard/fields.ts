import type { Finding } from './find.ts';
import type { Group } from './groups.ts';
import { lengthsIssued, longestNumber, shortestNumber } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type LookAlike, type Range } from './look-alikes.ts';
import { luhnSum } from './luhn.ts';
import { read, type Read } from './read.ts';

/** One part of a number that was split over two fields. */
type FieldFinding = Finding & { field: number };

/** Half a number is no telephone just because it has eleven digits: only what is written as nothing but one or a date. */
const certainForm = /^(?:\+|\(|[78][ -]?\(|[78][ -]\d{3}[ -]\d{3}[ -]\d)|[.:/]|^\d{4}-\d\d-\d\d$|^\d\d-\d\d-\d{4}$/;

/** A whole row of digits, which may be half of a number. */
type Part = Range & { field: number; digits: string; even: number; odd: number; mayBeHalf(): boolean };
const cardWord = /карт|виз[аыуе]|мастер|мир(?!\p{L})|card|visa|master|maestro|pan(?!\p{L})|amex/iu;

/**
 * Card numbers that are split over two fields of a note (text, reference, tags): whole rows of digits that stand at
 * an edge of their field or line, or anywhere in a field that speaks of a card, and that together are a card number.
 * @returns both parts of each; findings within one field are `findCardData`'s.
 */
export const findAcrossFields = (fields: readonly string[]): FieldFinding[] => findAcross(fields.map(read));

/** `findAcrossFields` of fields that were read already. */
export function findAcross(fields: readonly Read[]): FieldFinding[] {
  const digits = fields.map(digitsIn).filter((count) => count > 0);
  if (digits.length < 2 || digits.reduce((sum, count) => sum + count, 0) < shortestNumber) return [];
  const parts = fields.map(partsOf);
  const byLength = parts.map(groupedByLength);
  const found = new Map<string, FieldFinding>();
  const keep = ({ field, from, to }: Part) => found.set(`${field}:${from}`, { field, from, to, kind: 'card-number' });
  for (const first of parts.flat()) {
    for (let length = shortestNumber; length <= longestNumber; length++) {
      for (const [field, others] of byLength.entries()) {
        if (field === first.field) continue;
        for (const second of others.get(length - first.digits.length) ?? []) {
          // What they are together is quickly told; what stands around each is looked at only then.
          if (!isNumber(first, second) || !first.mayBeHalf() || !second.mayBeHalf()) continue;
          keep(first);
          keep(second);
        }
      }
    }
  }
  return [...found.values()];
}

/** How many digits a field has, by the reading in which it has most. */
const digitsIn = ({ readings }: Read): number =>
  Math.max(...readings.map((groups) => groups.reduce((sum, { digits }) => sum + digits.length, 0)));

function partsOf({ text, readings }: Read, field: number): Part[] {
  const isOfCards = once(() => cardWord.test(text));
  return readings.flatMap((groups) => {
    const certain = once(() =>
      lookAlikesOf(text, groups).filter(({ whole, from, to }) => whole || certainForm.test(text.slice(from, to))),
    );
    const parts: Part[] = [];
    let start = 0;
    for (let index = 0; index < groups.length; index++) {
      if (groups[index + 1]?.linked) continue;
      const run = groups.slice(start, index + 1);
      start = index + 1;
      const place = { from: (run[0] as Group).from, to: (run.at(-1) as Group).to };
      const digits = run.map((group) => group.digits).join('');
      if (digits.length === 0 || digits.length >= longestNumber) continue;
      const mayBeHalf = once(() => (isAtEdge(text, place) || isOfCards()) && !isLookAlike(place, run, certain()));
      parts.push({ ...place, field, digits, even: luhnSum(digits), odd: luhnSum(digits, 1), mayBeHalf });
    }
    return parts;
  });
}

/** Asks once, and only when somebody wants to know. */
function once<Value extends boolean | LookAlike[]>(ask: () => Value): () => Value {
  let known: Value | undefined;
  return () => (known ??= ask());
}

function groupedByLength(parts: readonly Part[]): Map<number, Part[]> {
  const groups = new Map<number, Part[]>();
  for (const part of parts) {
    const alike = groups.get(part.digits.length);
    if (alike) alike.push(part);
    else groups.set(part.digits.length, [part]);
  }
  return groups;
}

/** Whether both together are a number that some issuer has: its check digit, its beginning and its length. */
function isNumber(first: Part, second: Part): boolean {
  const sum = second.even + (second.digits.length % 2 === 0 ? first.even : first.odd);
  if (sum % 10 !== 0) return false;
  const digits = first.digits + second.digits;
  return (lengthsIssued(Number(digits.slice(0, 4))) & (1 << digits.length)) !== 0;
}

/** Nothing but blanks and marks between the digits and an end of their line. */
function isAtEdge(text: string, { from, to }: Range): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  const after = text.slice(to, to + 8);
  return (
    (from <= 8 || before.includes('\n') ? /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before) : false) ||
    (to + 8 >= text.length || after.includes('\n') ? /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(after) : false)
  );
}
