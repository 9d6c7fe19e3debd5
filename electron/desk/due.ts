import { watchLimit, type LimitWatch } from './session/limit.ts';
import type { Moment, State } from './session/machine.ts';

const hour = 3_600_000;
const tickEvery = 30_000;

/**
 * What falls due by time alone, looked at on every beat of the pulse: the session's limit, the notes that
 * expire and the hour whose key goes, the checklists' tick.
 */
export function createDue(deps: {
  state: () => State;
  limitNear: (minutes: number) => void;
  limitReached: () => void;
  /** @returns false when an attempt is going on; it is asked again at the next beat. */
  sweep: () => boolean;
  /** Running time at which the next note goes, as the last sweep has found; null: there is none. */
  noteEndsAt: () => number | null;
  tick: () => void;
}): (now: Moment) => void {
  let session: { since: number; watch: LimitWatch } | null = null;
  let sweptHour: number | null = null;
  /** The end of a note for which a sweep was already asked. */
  let sweptEnd: number | null = null;
  let tickedAt = -Infinity;

  const checkLimit = (now: Moment) => {
    const state = deps.state();
    if (!('session' in state)) {
      session = null;
      return;
    }
    const since = state.session.since.running;
    if (session?.since !== since) {
      // One that is locked when it is first seen was begun by another program, which has said what is due by now.
      const said = state.is === 'locked' ? now.running - since : 0;
      session = { since, watch: watchLimit({ warned: 0 }, said).watch };
    }
    const due = watchLimit(session.watch, now.running - since);
    session.watch = due.watch;
    if (due.warn !== null) deps.limitNear(due.warn);
    if (due.over) deps.limitReached();
  };

  return (now) => {
    checkLimit(now);
    const nowHour = Math.floor(now.wall / hour);
    sweptHour ??= nowHour;
    const endsAt = deps.noteEndsAt();
    const noteEnds = endsAt !== null && endsAt !== sweptEnd && now.running >= endsAt;
    if ((nowHour !== sweptHour || noteEnds) && deps.sweep()) {
      sweptHour = nowHour;
      if (noteEnds) sweptEnd = endsAt;
    }
    if (now.running - tickedAt >= tickEvery) {
      tickedAt = now.running;
      deps.tick();
    }
  };
}
