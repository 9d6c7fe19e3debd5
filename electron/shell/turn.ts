import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { app } from 'electron';
import type { Turn } from '../desk/host.ts';
import { words } from './successor.ts';

/** How often it is asked whether the place is free, in milliseconds. */
const every = 20;

/**
 * The place of the program that has started this one. It is free when that one has let go of the single-instance lock and
 * ended this one's standard input, by itself or because it has ended. Not asked for meanwhile: Chromium asks the program
 * that has the lock, and one that lets go of it in that moment never answers, for which it would wait 20 s.
 */
export function takeTurn(): Turn {
  // Whoever has started it may be gone.
  process.stdout.on('error', () => undefined);
  const isFree = () => app.requestSingleInstanceLock({ waits: true });
  const say = (word: string) => {
    process.stdout.write(`${word}\n`);
  };
  return {
    comes: async () => {
      // Nobody may be there any more: the program was started anew.
      if (isFree()) return;
      say(words.waits);
      await finished(process.stdin.resume()).catch(() => undefined);
      while (!isFree()) await sleep(every);
    },
    taken: () => {
      say(words.taken);
    },
  };
}

/** A second start that waits for its turn, rather than a person who wants to see the console. */
export function isWaiting(additional: unknown): boolean {
  return typeof additional === 'object' && additional !== null && 'waits' in additional;
}
