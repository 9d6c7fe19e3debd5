import { describe } from 'vitest';
import { states } from '../e2e/states.ts';
import { testStates } from '../support/gallery/state-tests.ts';

describe('every state of the entry window is readable, reachable and whole', () => {
  testStates(states.entry);
});
