import { describe, expect, it } from 'vitest';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { campaign } from './kill/campaign.ts';

describe('kill -9', () => {
  it('of vault, main and central loses nothing that was promised, doubles nothing and raises no false alarm', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 6, seed: 1 });
    expect(found).toEqual([]);
    for (const promised of ['saves acknowledged', 'acts promised', 'events acknowledged'])
      expect(tally[promised]).toBeGreaterThan(0);
  });

  it.each(['saved-before-commit', 'event-outside', 'synchronous-off', 'kept-before-chained', 'log-outside'])(
    'would be found to break a promise: %s',
    async (fault) => {
      expect((await plantedRun('kill', fault, 200, 1)).violations).toBeGreaterThan(0);
    },
  );
});
