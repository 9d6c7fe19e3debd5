import type { Campaign, Tally } from '../harness/campaign.ts';
import { deskSteps } from './desk-steps.ts';
import { createDeskWorld } from './desk-world.ts';
import { plants } from './plants.ts';
import { syncSteps } from './sync-steps.ts';
import { createSyncWorld } from './sync-world.ts';
import { walk } from './walk.ts';

/** A sync goes on in real time, so that only some walks are over one. */
const runsPerSync = 10;

const of = (tally: Tally, what: string): number => tally[what] ?? 0;

/**
 * Random walks over the desk's session, lock and sync on the real code: never open without a living vault, never locked
 * with one; counters never go back; no event is lost or doubled.
 */
export const campaign: Campaign = {
  name: 'model',
  fullSize: 1_000,
  plants,
  begin: () =>
    Promise.resolve({
      run: (n, random, count) => {
        const seed = random.int(0, 0x7fffffff);
        if (n % runsPerSync === runsPerSync - 1) {
          count('walks over a sync');
          return walk(() => createSyncWorld(count), syncSteps, { seed, walks: 1, length: 12, shrinks: false });
        }
        count('walks over a desk');
        return walk(() => createDeskWorld(count), deskSteps, { seed, walks: 1, length: 40, shrinks: true });
      },
      end: () => Promise.resolve(),
    }),
  report: (tally) => [
    `${of(tally, 'walks over a desk')} walks over a desk: ${of(tally, 'steps at an open desk')} steps at an open desk, ${of(tally, 'steps at a closed desk')} at a closed one; ${of(tally, 'successors')} times another program took its place`,
    `${of(tally, 'walks over a sync')} walks over a sync: ${of(tally, 'steps of a sync')} steps, ${of(tally, 'events that came to central')} events, each once in central’s log`,
  ],
};
