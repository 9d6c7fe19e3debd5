import type { Campaign, Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { prepareCentral } from './central-kill.ts';
import { killDesk } from './desk-kill.ts';
import { plants } from './plants.ts';
import { killVault } from './vault-kill.ts';

type Kill = (random: Random, count: Count) => Promise<Violation[]>;

/**
 * `kill -9` of vault, main and central, each a process of its own on real files, at random moments of writing, locking,
 * syncing and expiring (design, section 15). What the screen, the log or a reply has promised must be there afterwards.
 */
export const campaign: Campaign = {
  name: 'kill',
  fullSize: 1000,
  plants,
  begin: async () => {
    const central = await prepareCentral();
    const kills: Kill[] = [killVault, killDesk, central.kill];
    return {
      run: (n, random, count) => (kills[n % kills.length] as Kill)(random, count),
      end: () => {
        central.end();
        return Promise.resolve();
      },
    };
  },
  report: (tally) => Object.entries(tally).map(([what, times]) => `${String(times).padStart(8)}  ${what}`),
};
