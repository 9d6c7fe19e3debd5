import { findAcross } from './fields.ts';
import { findIn, type Finding } from './find.ts';
import { growingRun } from './growing.ts';
import type { Range } from './look-alikes.ts';
import { mask, maskAll, withMasks } from './mask.ts';
import { read, type Read } from './read.ts';

/** What may become of a text of which somebody is still typing. */
export type Storable = {
  /** May be stored as it is: "••••" where something is refused, or where digits can still become a card number. */
  text: string;
  /** What the guard refuses, as places in the text as it was typed. */
  held: Finding[];
  /** Whether digits were left out that are no card data yet. */
  grows: boolean;
  /** Where a place of the typed text is in the stored one. */
  follow(index: number): number;
};

/**
 * @param caret null when it is elsewhere: then no run of digits grows
 * @param beside fields that a number can be split over together with this one
 * @param shown so many digits of a run that grows may be stored; see `growingRun`
 */
export function storable(
  text: string,
  caret: number | null,
  { beside = [], shown }: { beside?: readonly string[]; shown?: number } = {},
): Storable {
  const itself = read(text);
  const held = refusedIn(itself, beside);
  const rest = withMasks(text, held);
  // Most texts have no number at all, and nothing that could become one.
  const mayGrow = caret !== null && itself.readings.some((groups) => groups.length > 0);
  const run = mayGrow ? growingRun(rest, followMasks(caret, held), shown) : null;
  const grown: Range[] = run ? [run] : [];
  const clean = held.length === 0 && !run;
  const { text: kept, steps } = clean
    ? { text, steps: [] }
    : maskAll(withMasks(rest, grown), (masked) => refusedIn(masked, beside));
  return {
    text: kept,
    held,
    grows: run !== null,
    follow: (index) => [held, grown, ...steps].reduce(followMasks, index),
  };
}

/** Card data in a text, also where its other half is in a field beside it. */
function refusedIn(itself: Read, beside: readonly string[]): Finding[] {
  const own = findIn(itself);
  const split = findAcross([itself, ...beside.map(read)]).filter(({ field }) => field === 0);
  const apart = split.filter(({ from, to }) => !own.some((one) => one.from < to && one.to > from));
  return [...own, ...apart.map(({ from, to, kind }) => ({ from, to, kind }))].sort((a, b) => a.from - b.from);
}

/** Where an index of the old text is once these places have become masks. */
function followMasks(index: number, places: readonly Range[]): number {
  let moved = index;
  for (const { from, to } of places) {
    if (index >= to) moved += mask.length - (to - from);
    else if (index > from) moved += from + mask.length - index;
  }
  return moved;
}
