/** Time until the lock, as the strip and the banner show it. */
export type LockTime = { left: number; share: number; near: boolean };

/**
 * `locksAt` is pushed by main and moves with each touch; null while idleness is unknown. `left` is in milliseconds,
 * `share` runs from 1 down to 0 over the idle time, `near` is the warning before the lock (design, section 6).
 */
export function lockTime(
  locksAt: number | null,
  now: number,
  limits: { idleSeconds: number; countdownSeconds: number },
): LockTime | null {
  if (locksAt === null) return null;
  const left = Math.max(0, locksAt - now);
  return {
    left,
    share: Math.min(1, left / (limits.idleSeconds * 1000)),
    near: left <= limits.countdownSeconds * 1000,
  };
}

/** The two moments at which a warning is read out; between them the number only changes on the screen. */
export function spokenMoment(left: number): 30 | 10 | null {
  if (left <= 10_000) return 10;
  return left <= 30_000 ? 30 : null;
}
