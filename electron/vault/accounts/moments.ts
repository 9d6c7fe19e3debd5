import type { Clock } from '../../../shared/clock.ts';
import type { Moment, StateDocument } from './documents.ts';

/**
 * Now, on both clocks. Less running time than at the last commit means that the machine was started anew; a start that
 * goes unnoticed only makes waits longer.
 */
export function momentNow(state: StateDocument, clock: Clock): Moment {
  const running = Math.max(0, Math.round(clock.running()));
  return { wall: clock.now(), running, boot: running < state.running ? state.boot + 1 : state.boot };
}

/**
 * Milliseconds of running time since then, never more than really ran: after a start of the machine only the time
 * since that start is known, so that neither a clock set ahead nor a restart shortens a lock.
 */
export function ranSince(then: Moment, now: Moment): number {
  return now.boot === then.boot ? now.running - then.running : now.running;
}
