import { randomBytes } from 'node:crypto';
import { currentKdf, masterKey } from '../../electron/vault/crypto/master-key.ts';
import type { Bench, Figure } from './harness/bench.ts';
import { atMostMore, timeFigure } from './harness/figure.ts';
import { startLockCycle } from './harness/lock-cycle.ts';
import { alternate } from './harness/samples.ts';
import { measureSearchReady } from './harness/search-ready.ts';

const sizes = {
  full: { notes: 1_000, turns: 20, warmUp: 2, search: { notes: 10_000, turns: 20, warmUp: 2 } },
  short: { notes: 50, turns: 1, warmUp: 0, search: { notes: 50, turns: 1, warmUp: 0 } },
};

/** From Enter to the drawn desk, on real processes; and how soon a vault can answer the first search. */
export const bench: Bench = {
  name: 'unlock',
  says: 'Enter after the password, until the desk is drawn, with 1,000 notes, against Argon2id alone; the first search over 10,000 notes against a bare decrypt loop',
  electron: true,
  measure: async (size, say) => {
    const { search, ...turns } = sizes[size];
    // One after the other: a console that is there takes its share of the machine.
    return [await measureUnlock(turns, say), await measureSearchReady(search, say)];
  },
};

async function measureUnlock(
  { notes, ...turns }: { notes: number; turns: number; warmUp: number },
  say: (line: string) => void,
): Promise<Figure> {
  const cycle = await startLockCycle(notes);
  try {
    const taken = await alternate(
      turns,
      async () => {
        await cycle.lock();
        return cycle.unlock();
      },
      async () => {
        const start = performance.now();
        await masterKey(cycle.password, randomBytes(16), currentKdf);
        return performance.now() - start;
      },
    );
    return timeFigure('unlock', taken, { by: 'median', goal: atMostMore(250, 'ms') }, say);
  } finally {
    await cycle.stop();
  }
}
