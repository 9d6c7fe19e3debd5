import type { Clock } from '../../../shared/clock.ts';
import type { Change } from '../accounts/change.ts';
import type { StateDocument } from '../accounts/documents.ts';

/** Clocks are corrected by a few seconds all the time; a code lives 90 seconds. */
const toleratedMilliseconds = 90_000;

/**
 * Whether the wall clock stands below a time that a right code has confirmed: then codes of the past would count again,
 * and none is taken (design, section 4) until the clock is right or a lead confirms it.
 */
export function isClockBehind(state: Pick<StateDocument, 'highWater'>, clock: Clock): boolean {
  return clock.now() < state.highWater - toleratedMilliseconds;
}

/** A right code says that desk and phone agree on the time. */
export function raiseHighWater(change: Change, clock: Clock): void {
  change.state.highWater = Math.max(change.state.highWater, clock.now());
}

/**
 * Somebody who may says that the clock is right as it is: a lead by recovery code, the owner's kit, or a lead who
 * unlocks a person. None of them needs a code that depends on the time. Does nothing while the clock is in order.
 */
export function confirmClock(change: Change, clock: Clock, actor: string | null): void {
  if (!isClockBehind(change.state, clock)) return;
  change.state.highWater = clock.now();
  change.event('clock.confirmed', {}, { actor });
}
