import { deskStates } from './states-desk.ts';
import { entryStates } from './states-entry.ts';

/**
 * Every screen in every state. `test/preview/states-*.test.ts` visits all of them in both languages and all themes; a new
 * screen or state belongs here (CONTRIBUTING.md).
 */
export const states = { entry: entryStates, desk: deskStates };
