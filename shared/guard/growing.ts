import { groupsOf, type Group } from './groups.ts';
import { canGrow } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type LookAlike, type Range } from './look-alikes.ts';
import { readingsOf } from './readings.ts';

/** A truncated number is no card data while it shows six digits at most (PCI DSS 3.5.1, truncation). */
const shownAtMost = 6;
/**
 * The longest beginning of a number that is kept where nobody can be asked any more (a lock) or a field was not left
 * yet: of every brand at least four digits are missing then, as many as a truncated number must lack (PCI DSS 3.5.1).
 */
export const keptAtMost = 10;
/** One digit less than the longest number. */
const longestBeginning = 18;
/** Nineteen digits in the longest words with separators between them. */
const reach = 400;

/**
 * The run of digits in which the caret stands and that further typing can still make a card number: autosave leaves
 * it out until it ends or the caret leaves (design, section 5).
 * @param caret UTF-16 index, null when the caret is elsewhere
 * @param shown a run of so many digits is not worth leaving out
 */
export function growingRun(text: string, caret: number | null, shown = shownAtMost): Range | null {
  if (caret === null) return null;
  const offset = Math.max(0, caret - reach);
  const near = text.slice(offset, caret + reach);
  for (const groups of readingsOf(groupsOf(near))) {
    const run = growingIn(near, groups, caret - offset, shown);
    if (run) return { from: run.from + offset, to: run.to + offset };
  }
  return null;
}

function growingIn(text: string, groups: readonly Group[], caret: number, shown: number): Range | null {
  const at = groups.findLastIndex((group) => group.from <= caret);
  const last = groups[at];
  if (!last || !reaches(text, last, caret)) return null;
  let lookAlikes: LookAlike[] | null = null;
  const behind = digitsBehind(groups, at);
  let run: Range | null = null;
  let digits = '';
  for (let start = at; start >= 0; start--) {
    const first = groups[start] as Group;
    digits = first.digits + digits;
    if (digits.length > longestBeginning) break;
    const known = digits.length < 4 ? digits + behind : digits;
    if (digits.length + behind.length > shown && canGrow(known)) {
      const candidate = { from: first.from, to: last.to };
      lookAlikes ??= lookAlikesOf(text, groups);
      if (!isLookAlike(candidate, groups.slice(start, at + 1), lookAlikes)) run = candidate;
    }
    if (!first.linked) break;
  }
  return run && extended(groups, run, at, digits.length);
}

/** Typing at the caret would go on with this group: it stands in it, at its end, or behind a short separator. */
function reaches(text: string, group: Group, caret: number): boolean {
  if (caret <= group.to) return true;
  const probe = groupsOf(`${text.slice(group.to - 1, caret)}0`);
  return probe.at(-1)?.linked === true || probe.length === 1;
}

/** The digits after the caret that may belong to the same number. */
function digitsBehind(groups: readonly Group[], at: number): string {
  let digits = '';
  for (let index = at + 1; groups[index]?.linked; index++) {
    if (digits.length > longestBeginning) break;
    digits += (groups[index] as Group).digits;
  }
  return digits;
}

/** Digits after the caret belong to the same number where only short separators lie between. */
function extended(groups: readonly Group[], run: Range, at: number, length: number): Range {
  let to = run.to;
  let total = length;
  for (let index = at + 1; groups[index]?.linked; index++) {
    const next = groups[index] as Group;
    total += next.digits.length;
    if (total > longestBeginning) break;
    to = next.to;
  }
  return { from: run.from, to };
}
