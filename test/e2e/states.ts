import type { ScreenState } from '../support/gallery/state.ts';
import { deskStates } from './states-desk.ts';
import { entryStates } from './states-entry.ts';

/**
 * Every screen in every state. `test/preview/states-*.test.ts` visit all of them in both languages and all themes; a new
 * screen or state belongs here (CONTRIBUTING.md).
 */
export const states: ScreenState[] = [...entryStates, ...deskStates];

/** Every second state, so that two browsers share the work evenly. @param half 0 or 1. */
export const halfOfStates = (half: 0 | 1): ScreenState[] => states.filter((_, index) => index % 2 === half);
