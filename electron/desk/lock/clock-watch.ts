import type { Moment } from '../session/machine.ts';

/** Wall and running time drift apart by less than this between two looks, or somebody set the clock. */
const jumpLimit = 10_000;
/** A timer that is this late was not waiting: the machine slept. */
const gapLimit = 30_000;

/** What lies between two looks at the clocks, `expected` milliseconds apart. */
export function compareClocks(
  before: Moment,
  now: Moment,
  expected: number,
): { gap: boolean; jumped: { direction: 'ahead' | 'behind'; seconds: number } | null } {
  const wall = now.wall - before.wall;
  const running = now.running - before.running;
  const drift = wall - running;
  return {
    // Either clock will do: where running time stops during sleep, wall time shows it.
    gap: Math.max(wall, running) - expected > gapLimit,
    jumped:
      Math.abs(drift) > jumpLimit
        ? { direction: drift > 0 ? 'ahead' : 'behind', seconds: Math.round(Math.abs(drift) / 1000) }
        : null,
  };
}
