import type { Bench } from './harness/bench.ts';
import { atMost, timeFigure } from './harness/figure.ts';
import { startLockCycle } from './harness/lock-cycle.ts';
import { alternate } from './harness/samples.ts';

const sizes = { full: { notes: 10_000, turns: 100, warmUp: 5 }, short: { notes: 50, turns: 1, warmUp: 0 } };

/** A lock as the system tells of it over D-Bus, on real processes. */
export const bench: Bench = {
  name: 'lock',
  says: 'the lock, until vault and desk are dead and the screen is covered, with 10,000 notes, against a bare window over a bare window',
  electron: true,
  measure: async (size, say) => {
    const { notes, ...turns } = sizes[size];
    const cycle = await startLockCycle(notes);
    try {
      const taken = await alternate(
        turns,
        async () => {
          const time = await cycle.lock();
          await cycle.unlock();
          return time;
        },
        cycle.bareLock,
      );
      return [timeFigure('lock', taken, { by: 'p99', goal: atMost(150, 'ms') }, say)];
    } finally {
      await cycle.stop();
    }
  },
};
