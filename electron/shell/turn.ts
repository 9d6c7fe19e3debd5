import { setTimeout as sleep } from 'node:timers/promises';
import { app } from 'electron';
import type { Turn } from '../desk/host.ts';
import { words } from './successor.ts';

/** How often it is asked whether the place is free, in milliseconds. */
const every = 20;

/**
 * The place of the program that has started this one. It is free when that one lets go of the single-instance lock, by
 * itself or because it has ended.
 */
export function takeTurn(): Turn {
  // Whoever has started it may be gone.
  process.stdout.on('error', () => undefined);
  const say = (word: string) => {
    process.stdout.write(`${word}\n`);
  };
  return {
    comes: async () => {
      say(words.waits);
      while (!app.requestSingleInstanceLock({ waits: true })) await sleep(every);
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
