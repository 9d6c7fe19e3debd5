import type { Clock } from '../../../shared/clock.ts';
import { believe, closingTime, judge, type Look } from './trusted-time.ts';

/** The time by which the notes of a living vault end. */
export type NoteTime = {
  /** Notes that expire at this instant or before are closed. */
  now(): number;
  /** Looks at the clocks; the next look goes on from this one. */
  look(): Look;
  /** A lead says that the wall clock is right. */
  confirm(): void;
};

/** @param before the last look that the keychain knows */
export function createNoteTime(clock: Clock, before: Look | null): NoteTime {
  let last = judge(before, clock).now;
  return {
    now: () => closingTime(judge(last, clock).now),
    look: () => (last = judge(last, clock).now),
    confirm: () => {
      last = believe(clock);
    },
  };
}
