import { groupsOf, type Group } from './groups.ts';
import { canGrow } from './issuers.ts';
import { isLookAlike, lookAlikesOf, type Range } from './look-alikes.ts';
import { readingsOf } from './readings.ts';

/** A truncated number is no card data while it shows six digits at most (PCI DSS 3.5.1, truncation). */
const shownAtMost = 6;
/** Nineteen digits in the longest words with separators between them. */
const reach = 400;

/**
 * The run of digits in which the caret stands and that further typing can still make a card number: autosave leaves
 * it out until it ends or the caret leaves (design, section 5).
 * @param caret UTF-16 index, null when the caret is elsewhere
 */
export function growingRun(text: string, caret: number | null): Range | null {
  if (caret === null) return null;
  const offset = Math.max(0, caret - reach);
  const near = text.slice(offset, caret + reach);
  for (const groups of readingsOf(groupsOf(near))) {
    const run = growingIn(near, groups, caret - offset);
    if (run) return { from: run.from + offset, to: run.to + offset };
  }
  return null;
}

function growingIn(text: string, groups: readonly Group[], caret: number): Range | null {
  const at = groups.findLastIndex((group) => group.from <= caret);
  const last = groups[at];
  if (!last || !reaches(text, last, caret)) return null;
  const lookAlikes = lookAlikesOf(text, groups);
  let run: Range | null = null;
  let digits = '';
  for (let start = at; start >= 0; start--) {
    const first = groups[start] as Group;
    digits = first.digits + digits;
    if (digits.length > 18) break;
    if (digits.length > shownAtMost && canGrow(digits)) {
      const candidate = { from: first.from, to: last.to };
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

/** Digits after the caret belong to the same number where only short separators lie between. */
function extended(groups: readonly Group[], run: Range, at: number, length: number): Range {
  let to = run.to;
  let total = length;
  for (let index = at + 1; groups[index]?.linked; index++) {
    const next = groups[index] as Group;
    total += next.digits.length;
    if (total > 18) break;
    to = next.to;
  }
  return { from: run.from, to };
}
