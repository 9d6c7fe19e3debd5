import { describe, expect, it } from 'vitest';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { campaign } from './kill/campaign.ts';

describe('kill -9', () => {
  it('of vault, main, gate and central loses nothing that was promised, doubles nothing and gives no free guess', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 10, seed: 1 });
    expect(found).toEqual([]);
    for (const promised of [
      'saves acknowledged',
      'acts promised',
      'events acknowledged',
      'gate killed after its check',
      'events that came to central',
    ])
      expect(tally[promised]).toBeGreaterThan(0);
  });

  // The seed’s first attempt ends where a free guess would show.
  it.each(Object.keys(campaign.plants))('would be found to break a promise: %s', async (fault) => {
    expect((await plantedRun('kill', fault, 200, 15)).violations).toBeGreaterThan(0);
  });
});
