import type { HeldRange } from '../../../shared/contract/vault.ts';
import { findAcrossFields, findCardData, growingRun, mask, maskCardData } from '../../../shared/guard/index.ts';

/** What may become of a text: stored (whole, or without a run of digits that still grows), or held. */
export type Verdict =
  { state: 'hold'; ranges: HeldRange[] } | { state: 'save'; text: string; whole: boolean } | { state: 'wait' };

/**
 * @param marks the note's other fields (reference, tags), because a number can be split over two
 * @param caret null when it is elsewhere
 */
export function judgeText(text: string, marks: readonly string[], caret: number | null): Verdict {
  const ranges = refusedRanges(text, marks);
  if (ranges.length > 0) return { state: 'hold', ranges };
  const run = growingRun(text, caret);
  if (!run) return { state: 'save', text, whole: true };
  const rest = text.slice(0, run.from) + text.slice(run.to);
  // What stands on both sides of the run may make a number together: then the text waits for it to end.
  return refusedRanges(rest, marks).length > 0 ? { state: 'wait' } : { state: 'save', text: rest, whole: false };
}

/** Card data in a note's text, also where its other half is in the reference or a tag. */
export function refusedRanges(text: string, marks: readonly string[]): HeldRange[] {
  const own = findCardData(text);
  const split = findAcrossFields([text, ...marks]).filter(({ field }) => field === 0);
  const apart = split.filter(({ from, to }) => !own.some((one) => one.from < to && one.to > from));
  return [...own, ...apart.map(({ from, to, kind }) => ({ from, to, kind }))].sort((a, b) => a.from - b.from);
}

/** Replaces what the guard refuses. @returns where, in the old text, so that a caret can follow. */
export function maskText(text: string, marks: readonly string[]): { text: string; masked: HeldRange[] } {
  const ranges = refusedRanges(text, marks);
  let out = '';
  let end = 0;
  for (const { from, to } of ranges) {
    out += text.slice(end, from) + mask;
    end = to;
  }
  // Once more, should two masks have brought something together.
  return { text: maskCardData(out + text.slice(end)).text, masked: ranges };
}

/** Where an index of the old text is once these ranges have become masks. */
export function followMask(index: number, masked: readonly HeldRange[]): number {
  let moved = index;
  for (const { from, to } of masked) {
    if (index >= to) moved += mask.length - (to - from);
    else if (index > from) moved += from + mask.length - index;
  }
  return moved;
}
