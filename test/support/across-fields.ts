import type { findAcrossFields } from '../../shared/guard/index.ts';
import { groupsOf, type Group } from '../../shared/guard/groups.ts';
import { lengthsIssued, longestNumber, shortestNumber } from '../../shared/guard/issuers.ts';
import { isLookAlike, lookAlikesOf, type Range } from '../../shared/guard/look-alikes.ts';
import { luhnSum } from '../../shared/guard/luhn.ts';
import { readingsOf } from '../../shared/guard/readings.ts';

const certainForm = /^(?:\+|\(|[78][ -]?\(|[78][ -]\d{3}[ -]\d{3}[ -]\d)|[.:/]|^\d{4}-\d\d-\d\d$|^\d\d-\d\d-\d{4}$/;
const cardWord = /карт|виз[аыуе]|мастер|мир(?!\p{L})|card|visa|master|maestro|pan(?!\p{L})|amex/iu;

type Part = Range & { field: number; digits: string };
type Found = ReturnType<typeof findAcrossFields>;

/**
 * What `findAcrossFields` must find, in the order of its definition: first each row of digits is judged by what stands
 * around it, then each pair of those that are left.
 */
export function acrossFieldsPlainly(fields: readonly string[]): Found {
  const parts = fields.flatMap(halvesIn);
  const found = new Map<string, Found[number]>();
  for (const first of parts) {
    for (let length = shortestNumber; length <= longestNumber; length++) {
      for (const second of parts) {
        const digits = first.digits + second.digits;
        if (second.field === first.field || digits.length !== length || !isNumber(digits)) continue;
        for (const { field, from, to } of [first, second])
          found.set(`${field}:${from}`, { field, from, to, kind: 'card-number' });
      }
    }
  }
  return [...found.values()];
}

const isNumber = (digits: string): boolean =>
  (lengthsIssued(Number(digits.slice(0, 4))) & (1 << digits.length)) !== 0 && luhnSum(digits) % 10 === 0;

function halvesIn(text: string, field: number): Part[] {
  const parts: Part[] = [];
  for (const groups of readingsOf(groupsOf(text))) {
    const certain = lookAlikesOf(text, groups).filter(
      ({ whole, from, to }) => whole || certainForm.test(text.slice(from, to)),
    );
    let run: Group[] = [];
    groups.forEach((group, index) => {
      run.push(group);
      if (groups[index + 1]?.linked) return;
      const place = { from: run[0]!.from, to: group.to };
      const digits = run.map((one) => one.digits).join('');
      const isHalf = digits !== '' && digits.length < longestNumber && (cardWord.test(text) || isAtEdge(text, place));
      if (isHalf && !isLookAlike(place, run, certain)) parts.push({ ...place, field, digits });
      run = [];
    });
  }
  return parts;
}

function isAtEdge(text: string, { from, to }: Range): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  const after = text.slice(to, to + 8);
  const begins = (from <= 8 || before.includes('\n')) && /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before);
  return begins || ((to + 8 >= text.length || after.includes('\n')) && /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(after));
}
