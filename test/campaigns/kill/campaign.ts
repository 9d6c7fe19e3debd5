import type { Campaign, Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { prepareCentral } from './central-kill.ts';
import { killDesk } from './desk-kill.ts';
import { prepareGate } from './gate-kill.ts';
import { plants } from './plants.ts';
import { bundlePrograms } from './programs.ts';
import { prepareSyncing } from './syncing-kill.ts';
import { killVault } from './vault-kill.ts';

type Kill = (random: Random, count: Count) => Promise<Violation[]>;

/**
 * `kill -9` of vault, main, gate and central, each a process of its own on real files, at random moments of writing,
 * locking, syncing, expiring and of an attempt to sign in (design, sections 4 and 15). What the screen, the log or a
 * reply has promised must be there afterwards; what is not killed in a run lives on through all of them.
 */
export const campaign: Campaign = {
  name: 'kill',
  fullSize: 1000,
  plants,
  begin: async () => {
    const programs = await bundlePrograms();
    const central = await prepareCentral(programs.central);
    const gate = await prepareGate(programs.gate);
    const syncing = await prepareSyncing(programs.syncing);
    const kills: Kill[] = [
      (random, count) => killVault(programs.vault, random, count),
      (random, count) => killDesk(programs.desk, random, count),
      central.kill,
      gate.kill,
      syncing.kill,
    ];
    return {
      run: (n, random, count) => (kills[n % kills.length] as Kill)(random, count),
      end: async () => {
        await syncing.end();
        gate.end();
        central.end();
        programs.remove();
      },
    };
  },
  report: (tally) => Object.entries(tally).map(([what, times]) => `${String(times).padStart(8)}  ${what}`),
};
