import { describe, expect, it } from 'vitest';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { campaign } from './model/campaign.ts';

const seed = 20261124;

describe('random walks over session, lock and sync', () => {
  it('never open the desk without a living vault, lock it with one, turn a counter back, lose an event or double one', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 20, seed });
    expect(found).toEqual([]);
    expect(tally['steps at an open desk']).toBeGreaterThan(50);
    expect(tally['steps at a closed desk']).toBeGreaterThan(50);
    expect(tally['events that came to central']).toBeGreaterThan(0);
  });

  it.each(Object.keys(campaign.plants))('find a planted fault: %s', async (fault) => {
    expect(await plantedRun('model', fault, 100, seed)).toMatchObject({ ok: false, name: 'model' });
  });
});
