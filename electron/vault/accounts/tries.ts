import type { Moment, Tries } from './documents.ts';
import { ranSince } from './moments.ts';

const firstDelayed = 5;
const firstDelaySeconds = 10;
const lockedFrom = 10;
/** PCI DSS 8.3.4: at most 10 failures, then at least 30 minutes or until somebody who may unlocks. */
export const lockMinutes = 30;

export const noTries: Tries = { failures: 0, codeless: 0, last: null };

export type Standing =
  | { state: 'open' }
  | { state: 'wait'; seconds: number }
  /** `until` on the wall clock, as far as can be said now. */
  | { state: 'locked'; until: number };

/** Whether the next attempt is looked at. After a lock has passed, counting begins anew. */
export function standing(tries: Tries, now: Moment, mayLock = true): Standing {
  const { failures, last } = tries;
  if (!last || failures < firstDelayed) return { state: 'open' };
  if (failures >= lockedFrom && mayLock) {
    const left = Math.max(last.wall + lockMinutes * 60_000 - now.wall, lockMinutes * 60_000 - ranSince(last, now));
    return left > 0 ? { state: 'locked', until: now.wall + left } : { state: 'open' };
  }
  const delay = firstDelaySeconds * 2 ** (Math.min(failures, lockedFrom - 1) - firstDelayed);
  const left = delay - ranSince(last, now) / 1000;
  return left > 0 ? { state: 'wait', seconds: Math.ceil(left) } : { state: 'open' };
}

/** One more failure. Called before anything is compared, so that a kill in between gives no free guess. */
export function counted(tries: Tries, now: Moment, asksCode = true): Tries {
  const passed = tries.failures >= lockedFrom && standing(tries, now).state === 'open';
  const { failures, codeless } = passed ? noTries : tries;
  return { failures: failures + 1, codeless: codeless + (asksCode ? 0 : 1), last: now };
}

/**
 * What a success leaves. One without a code says nothing about codes: whoever knows the password could otherwise wipe
 * the wrong codes away by it and guess without end (PCI DSS 8.3.4).
 */
export function cleared(tries: Tries, byCode: boolean): Tries {
  const failures = byCode ? 0 : tries.failures - tries.codeless;
  return failures === 0 ? noTries : { failures, codeless: 0, last: tries.last };
}

export const locksAt = (tries: Tries): boolean => tries.failures === lockedFrom;
