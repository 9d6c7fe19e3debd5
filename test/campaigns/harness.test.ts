import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plants as guard } from './guard/plants.ts';
import type { Campaign } from './harness/campaign.ts';
import { plantCopy } from './harness/plant-copy.ts';
import { randomFor } from './harness/random.ts';
import { runCampaign, type State } from './harness/run-campaign.ts';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { plants as ipcFuzz } from './ipc-fuzz/plants.ts';
import { plants as kill } from './kill/plants.ts';
import { plants as leak } from './leak/plants.ts';
import { plants as model } from './model/plants.ts';
import { plants as tamper } from './tamper/plants.ts';

/** Draws one number a run and takes those below ten for violations. */
const dice: Campaign = {
  name: 'dice',
  fullSize: 200,
  plants: {},
  begin: () =>
    Promise.resolve({
      run: (n, random, count) => {
        const drawn = random.int(0, 99);
        count('drawn', drawn);
        return Promise.resolve(drawn < 10 ? [{ says: `${drawn} in run ${n}` }] : []);
      },
      end: () => Promise.resolve(),
    }),
};

describe('a campaign', () => {
  it('finds the same with the same seed, and each run alone finds what it found', async () => {
    const first = await runCampaign(dice, { seed: 7, runs: 200 });
    expect(first).toMatchObject({ name: 'dice', runs: 200, seed: 7, ok: false });
    expect(first.found.length).toBeGreaterThan(5);
    expect(await runCampaign(dice, { seed: 7, runs: 200 })).toEqual(first);
    expect(await runCampaign(dice, { seed: 8, runs: 200 })).not.toEqual({ ...first, seed: 8 });
    const { n, says } = first.found.at(-1)!;
    expect((await runCampaign(dice, { seed: 7, runs: 200, only: n })).found).toEqual([{ n, says }]);
  });

  it('that is stopped and goes on finds and counts what it would have in one go', async () => {
    let state: State | undefined;
    const save = (now: State) => (state = structuredClone(now));
    const half = await runCampaign(dice, { seed: 7, runs: 200, save, stopped: () => state?.next === 90 });
    expect(half).toMatchObject({ runs: 90, ok: false });
    expect(await runCampaign(dice, { seed: 7, runs: 200, from: state })).toEqual(
      await runCampaign(dice, { seed: 7, runs: 200 }),
    );
  });

  it('is not ok when no run violates anything but all of them together do', async () => {
    const calm = { run: () => Promise.resolve([]), end: () => Promise.resolve() };
    const judged = { ...dice, begin: () => Promise.resolve(calm), judge: () => [{ says: 'too few' }] };
    expect(await shortRun(judged, { seed: 7, runs: 3 })).toMatchObject({ violations: 1, ok: false });
  });

  it('whose run breaks says nothing in either direction', async () => {
    const run = () => Promise.reject(new Error('no database'));
    const broken = { ...dice, begin: () => Promise.resolve({ run, end: () => Promise.resolve() }) };
    await expect(shortRun(broken, { seed: 7, runs: 3 })).rejects.toThrow('run 0 of seed 7 broke');
  });
});

describe('chance', () => {
  it('is another for each run, and reaches both ends', () => {
    const draws = (n: number) =>
      Array.from(
        { length: 300 },
        (
          (random) => () =>
            random.int(1, 6)
        )(randomFor(1, n)),
      );
    expect(new Set(draws(0))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(draws(0)).not.toEqual(draws(1));
  });
});

describe('a plant', () => {
  const change = { file: 'package.json', find: 'no such words', replace: '' };

  it('that would change nothing, or more than one place, is refused', () => {
    expect(() => plantCopy({ says: 'nothing', changes: [change] })).toThrow('holds 0 times');
    expect(() => plantCopy({ says: 'much', changes: [{ ...change, find: '"' }] })).toThrow(/holds \d+ times/);
  });

  // Some are planted at full size only, and would be missed there first.
  it.each(Object.entries({ guard, ipcFuzz, kill, leak, model, tamper }))(
    'of a campaign stands once in its source, also where no short run plants it: %s',
    (_name, plants) => {
      for (const { changes } of Object.values(plants)) {
        for (const { file, find } of changes)
          expect(readFileSync(file, 'utf8').split(find), `${file}: ${find}`).toHaveLength(2);
      }
    },
  );

  it('that is not known is an error, never a find', async () => {
    await expect(plantedRun('guard', 'no such fault', 1, 1)).rejects.toThrow('no such fault');
    await expect(plantedRun('no such campaign', 'no such fault', 1, 1)).rejects.toThrow();
  });
});
