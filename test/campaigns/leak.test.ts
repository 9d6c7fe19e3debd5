import { describe, expect, it } from 'vitest';
import { plantedRun, shortRun } from './harness/short-run.ts';
import { campaign } from './leak/campaign.ts';
import { shownInElectron } from './leak/plants.ts';

/** Where Electron is: the first run is over gate and vault alone, the second in Electron. */
const runs = process.env.ELECTRON_OVERRIDE_DIST_PATH ? 2 : 1;

describe('what is left of notes, passwords, codes and keys', () => {
  it('is in no vault, gate, page or file and on no clipboard a second after a lock, a sign-out or a sign-in; no key and no password, hidden or shown, is in the browser process, and 15 s after a lock nothing of a note', async () => {
    const { found, tally } = await shortRun(campaign, { runs, seed: 2 });
    expect(found).toEqual([]);
    expect(tally.void).toBeUndefined();
    expect(tally['rounds with gate and vault alone']).toBe(1);
    if (runs > 1) expect(tally['rounds in Electron']).toBe(1);
  });

  it.each(Object.keys(campaign.plants).filter((fault) => !(fault in shownInElectron)))(
    'is found with gate and vault alone: %s',
    async (fault) => {
      expect((await plantedRun('leak', fault, 1, 20261124)).violations).toBeGreaterThan(0);
    },
  );
});
