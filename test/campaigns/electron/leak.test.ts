import { expect, test } from 'vitest';
import { plantedRun } from '../harness/short-run.ts';

// The first run is over gate and vault alone; the five after it show the password that is typed. What the browser process
// frees may be written over before it is looked at, so that one of them may find nothing.
test.each([
  ['shown-as-text', 'the main holds the password', 6, 890],
  ['browser-kept', '15 s after a lock or sign-out, the main holds a note', 2, 2],
])('a fault that shows in Electron alone is found there: %s', async (fault, found, runs, seed) => {
  const { ok, lines } = await plantedRun('leak', fault, runs, seed);
  expect(ok).toBe(false);
  expect(lines.join('\n')).toContain(found);
});
