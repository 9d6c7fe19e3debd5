import type { ScreenState } from '../support/gallery/state.ts';
import { deskStates } from './states-desk.ts';
import { entryStates } from './states-entry.ts';

/**
 * Every screen in every state. `test/preview/states-*.test.ts` visit all of them in both languages and all themes; a new
 * screen or state belongs here (CONTRIBUTING.md).
 */
export const states: ScreenState[] = [...entryStates, ...deskStates];

/** Every second page with all that it shows, so that two browsers share the work evenly. @param half 0 or 1. */
export function halfOfStates(half: 0 | 1): ScreenState[] {
  let page = -1;
  return states.filter(({ goesOn }) => {
    if (!goesOn) page += 1;
    return page % 2 === half;
  });
}
