import type { Moment } from './machine.ts';

/** A session lasts at most this long, whatever is done in it (design, section 4). Running time: setting the clock moves nothing. */
export const sessionLimit = 12 * 3_600_000;
/** Minutes before the end at which it is said. */
const warnings = [15, 5] as const;

export type LimitWatch = { warned: number };

/** @param elapsed running time since the session began, ms. @returns what is due now, and the watch to keep. */
export function watchLimit(
  watch: LimitWatch,
  elapsed: number,
): { watch: LimitWatch; over: boolean; warn: number | null } {
  const left = sessionLimit - elapsed;
  if (left <= 0) return { watch, over: true, warn: null };
  const due = warnings.filter((minutes) => left <= minutes * 60_000).length;
  if (due <= watch.warned) return { watch, over: false, warn: null };
  return { watch: { warned: due }, over: false, warn: warnings[due - 1] ?? null };
}

/** The session's end as wall time, as the wall clock now stands; moves only when somebody sets the clock. */
export function sessionEnd(since: Moment, now: Moment): number {
  const set = now.wall - now.running - (since.wall - since.running);
  return since.wall + sessionLimit + Math.round(set / 10_000) * 10_000;
}
