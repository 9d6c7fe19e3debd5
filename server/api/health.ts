import { writeFact } from '../store/facts.ts';
import type { Store } from '../store/database.ts';

/** A load balancer may ask every second; the disk is written at most this often. */
const probeEvery = 5000;

/** Whether the database takes a write, found out by writing; the answer of the last few seconds is good enough. */
export function createHealth(store: Store, now: () => number): () => Promise<boolean> {
  let probed = -Infinity;
  let answer: Promise<boolean> = Promise.resolve(false);
  return () => {
    if (Math.abs(now() - probed) >= probeEvery) {
      probed = now();
      answer = writeFact(store, 'health', String(now())).then(
        () => true,
        () => false,
      );
    }
    return answer;
  };
}
