import { expect, test } from 'vitest';
import { plantedRun } from '../harness/short-run.ts';

// The first run is over gate and vault alone; the five after it show the password that is typed. What the browser process
// frees may be written over before it is looked at, so that one of them may find nothing.
test('a fault that shows in Electron alone is found there: a shown password in a field of text', async () => {
  const { ok, lines } = await plantedRun('leak', 'shown-as-text', 6, 890);
  expect(ok).toBe(false);
  expect(lines.join('\n')).toContain('the main holds the password');
});
