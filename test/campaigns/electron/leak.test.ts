import { expect, test } from 'vitest';
import { plantedRun } from '../harness/short-run.ts';
import { shownInElectron } from '../leak/plants.ts';

test.each(Object.entries(shownInElectron))(
  'a fault that shows in Electron alone is found there: %s',
  async (fault, { found, runs, seed }) => {
    const { ok, lines } = await plantedRun('leak', fault, runs, seed);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toContain(found);
  },
);
