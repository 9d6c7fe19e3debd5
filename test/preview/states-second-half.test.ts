import { describe } from 'vitest';
import { halfOfStates } from '../e2e/states.ts';
import { testStates } from '../support/gallery/state-tests.ts';

describe('every screen is readable, reachable and whole in every state, second half', () => {
  testStates(halfOfStates(1));
});
