import { findIn } from './find.ts';
import type { Range } from './look-alikes.ts';
import { numbersNear } from './near.ts';
import { read, type Read } from './read.ts';

export const mask = '••••';

/** Rounds in which nothing but what is refused becomes a mask. What people write is settled after one or two. */
const exactRounds = 8;
/** How near a row of numbers must come to a finding to be masked with it in the round after those, and how this grows. */
const firstReach = 64;
const growth = 4;

/** Replaces every finding by "••••". @returns how many places were replaced. */
export function maskCardData(text: string): { text: string; masked: number } {
  const { text: clean, steps } = maskAll(text, findIn);
  return { text: clean, masked: steps.reduce((sum, places) => sum + places.length, 0) };
}

/**
 * Masks what is refused until nothing is, because a mask may bring something together: it cuts a row that was joined by
 * one mark, or parts a digit from the name of a code. A text can be made in which each mask does so once more; whole rows
 * of numbers then become masks with what is refused, further around in each round, so that rounds stay few.
 * @returns also the places that became masks, each step's in the text before it
 */
export function maskAll(text: string, refusedIn: (text: Read) => Range[]): { text: string; steps: Range[][] } {
  const steps: Range[][] = [];
  let current = text;
  for (let reach = firstReach; ;) {
    const itself = read(current);
    const refused = refusedIn(itself);
    if (refused.length === 0) return { text: current, steps };
    let places = refused;
    if (steps.length >= exactRounds) {
      places = numbersNear(itself, refused, reach);
      reach *= growth;
    }
    steps.push(places);
    current = withMasks(current, places);
  }
}

/** @param places in order, none overlapping another */
export function withMasks(text: string, places: readonly Range[]): string {
  let out = '';
  let end = 0;
  for (const { from, to } of places) {
    out += text.slice(end, from) + mask;
    end = to;
  }
  return out + text.slice(end);
}
