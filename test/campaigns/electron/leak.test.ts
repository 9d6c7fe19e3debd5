import { expect, test } from 'vitest';
import { plantedRun } from '../harness/short-run.ts';

// The first run is over gate and vault alone; the second shows the password that is typed.
test('a fault that shows in Electron alone is found there: a shown password in a field of text', async () => {
  const { ok, lines } = await plantedRun('leak', 'shown-as-text', 2, 5);
  expect(ok).toBe(false);
  expect(lines.join('\n')).toContain('the main holds the password');
});
