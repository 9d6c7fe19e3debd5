import type { Campaign, Tally } from '../harness/campaign.ts';
import { openElectronSeat, type ElectronSeat } from './electron-seat.ts';
import { tryChildren } from './in-children.ts';
import { tryElectron } from './in-electron.ts';
import { plants } from './plants.ts';

/** One run in so many is over gate and vault alone, the first too: it starts fastest and knows every secret. */
const runsPerChildren = 6;
/** So many runs one after the other with, then as many without an assistive tool: each change starts the console. */
const runsOfOneKind = 24;
/** Of the runs at most so many may see nothing where something must be, and prove nothing. */
const voidAtMost = 0.05;

const of = (tally: Tally, what: string): number => tally[what] ?? 0;

/**
 * Canary words in notes, passwords and codes, and the user key: in no process, file, clipboard or selection at the
 * promised second after a lock, a sign-out or a sign-in (design, sections 3 and 15). All processes are stopped first,
 * then read. A run that does not first see its canaries where they must be is void.
 */
export const campaign: Campaign = {
  name: 'leak',
  fullSize: 200,
  plants,
  begin: () => {
    let seat: Promise<ElectronSeat> | null = null;
    return Promise.resolve({
      run: async (n, random, count) => {
        if (n % runsPerChildren === 0) return tryChildren(random, count);
        const own = await (seat ??= openElectronSeat());
        const assistive = Math.floor(n / runsOfOneKind) % 2 === 1;
        await own.run({ assistive });
        count(assistive ? 'rounds in Electron with an assistive tool' : 'rounds in Electron');
        return tryElectron(own, random, count);
      },
      end: async () => {
        await (await seat)?.end();
      },
    });
  },
  judge: (tally) => {
    const rounds = Object.entries(tally).reduce(
      (sum, [what, times]) => sum + (what.startsWith('rounds') ? times : 0),
      0,
    );
    return of(tally, 'void') > Math.max(1, rounds * voidAtMost)
      ? [{ says: `${of(tally, 'void')} runs did not see their own canaries` }]
      : [];
  },
  report: (tally) => Object.entries(tally).map(([what, times]) => `${String(times).padStart(6)}  ${what}`),
};
