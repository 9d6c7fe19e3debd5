import type { HeldRange } from '../../shared/contract/vault.ts';

/**
 * Moves marked places along with an edit, until the vault has looked at the new text: what was typed before a place
 * shifts it, what was typed inside it drops the mark. One replaced stretch is all that a single input event can make.
 */
export function moveRanges(ranges: HeldRange[], before: string, after: string): HeldRange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const changedTo = before.length - tail;
  const shift = after.length - before.length;
  return ranges.flatMap((range) => {
    if (range.to <= head) return range;
    if (range.from >= changedTo) return { ...range, from: range.from + shift, to: range.to + shift };
    return [];
  });
}

/** Text cut into plain and marked pieces, in order; every character is in exactly one piece. */
export function pieces(text: string, ranges: HeldRange[]): { text: string; marked: boolean }[] {
  const cut: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(at, Math.min(range.from, text.length));
    const to = Math.min(range.to, text.length);
    if (to <= from) continue;
    if (from > at) cut.push({ text: text.slice(at, from), marked: false });
    cut.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) cut.push({ text: text.slice(at), marked: false });
  return cut;
}
