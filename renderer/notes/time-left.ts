/** How much of a note's life is left. */
export type TimeLeft = {
  /** From 1 (just written) to 0 (gone). */
  share: number;
  /** Whole minutes that remain, rounded down: the screen never promises more than there is. */
  minutes: number;
  /** The last quarter of an hour: worth saying. */
  soon: boolean;
  gone: boolean;
};

const minute = 60_000;

/** Time left of a note at `now`; all three are instants in milliseconds (design, section 5: the countdown is visible). */
export function timeLeft(note: { createdAt: number; expiresAt: number }, now: number): TimeLeft {
  const left = Math.max(0, note.expiresAt - now);
  const life = Math.max(minute, note.expiresAt - note.createdAt);
  return {
    share: Math.min(1, left / life),
    minutes: Math.floor(left / minute),
    soon: left <= 15 * minute,
    gone: left === 0,
  };
}
