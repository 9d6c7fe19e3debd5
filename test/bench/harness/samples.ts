import { setImmediate } from 'node:timers/promises';

/** Times of one kind of work, in milliseconds unless said otherwise. */
export type Summary = { count: number; median: number; p99: number };

/** By nearest rank: p99 of 100 samples is the second largest, of fewer the largest. */
export function summary(samples: readonly number[]): Summary {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { count: sorted.length, median: at(0.5), p99: at(0.99) };
}

/** A turn of the event loop in which nothing was left to do takes less than this, in milliseconds. */
const idleTurn = 1;

/** Does a piece of work and says how long it took; what prepares it is not counted. */
type Timed = (turn: number) => number | Promise<number>;

/**
 * Measures two kinds of work turn by turn, each of them first in every other turn, so that whatever else the machine
 * does meets both alike.
 * @param warmUp turns that are done and not counted
 * @param sweeps whether each one's garbage is collected before the other's turn (`--expose-gc`): for work that takes far
 * longer than the code needs to be warm again
 */
export async function alternate(
  { turns, warmUp, sweeps = false }: { turns: number; warmUp: number; sweeps?: boolean },
  subject: Timed,
  reference: Timed,
): Promise<{ subject: number[]; reference: number[] }> {
  const taken = { subject: [] as number[], reference: [] as number[] };
  for (let turn = 0; turn < warmUp + turns; turn++) {
    const order = turn % 2 === 0 ? (['subject', 'reference'] as const) : (['reference', 'subject'] as const);
    for (const which of order) {
      const time = await (which === 'subject' ? subject : reference)(turn);
      if (turn >= warmUp) taken[which].push(time);
      await settled();
      if (sweeps) globalThis.gc?.();
    }
  }
  return taken;
}

/** What the work has put off is done when this resolves, and does not fall into the other's time. */
async function settled(): Promise<void> {
  for (;;) {
    const start = performance.now();
    await setImmediate();
    if (performance.now() - start < idleTurn) return;
  }
}

/** How long a piece of work takes that is done when it returns, in milliseconds. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
