import { describe, expect, it } from 'vitest';
import { campaign } from './guard/campaign.ts';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { upperBound } from './harness/upper-bound.ts';

describe('the guard’s campaign', () => {
  it('misses no number in any disguise of the list, and refuses no look-alike, by bounds that a short run can show', async () => {
    const { found, tally } = await shortRun(campaign, { runs: 32, seed: 20261124 });
    expect(found).toEqual([]);
    expect(tally['notes in a vault']).toBeGreaterThan(0);
    expect(tally['cards by chance']).toBeGreaterThan(0);
  });

  it.each(Object.keys(campaign.plants))('finds a planted fault: %s', async (fault) => {
    expect(await plantedRun('guard', fault, 3, 20261124)).toMatchObject({ ok: false, name: 'guard' });
  });
});

describe('the upper bound of a rate', () => {
  // Clopper and Pearson’s exact one-sided bounds, from the quantiles of the beta distribution.
  it.each([
    [0, 3_000, 0.000998],
    [0, 50_000, 0.0000599],
    [1, 1_000, 0.004735],
    [5, 1_000, 0.010484],
  ])('%i in %i', (seen, tried, bound) => {
    expect(upperBound(seen, tried)).toBeCloseTo(bound, 5);
  });
});
