import { describe, expect, test } from 'vitest';
import { createDue } from '../../electron/desk/due.ts';

const minute = 60_000;

/** A locked desk whose gate takes sweeps, and knows when the next note goes. */
function lockedDesk() {
  const sweeps: number[] = [];
  let noteEndsAt: number | null = null;
  let busy = false;
  const start = Date.UTC(2026, 10, 24, 10, 5);
  const due = createDue({
    state: () => ({ is: 'idle' }) as never,
    limitNear: () => undefined,
    limitReached: () => undefined,
    sweep: () => {
      if (!busy) sweeps.push(now);
      return !busy;
    },
    noteEndsAt: () => noteEndsAt,
    tick: () => undefined,
  });
  let now = 0;
  return {
    sweeps,
    nextEnds: (at: number | null) => (noteEndsAt = at),
    busy: (is: boolean) => (busy = is),
    beat: (at: number, wall = start + at) => {
      now = at;
      due({ wall, running: at });
    },
  };
}

describe('What falls due by time', () => {
  test('lets a locked desk sweep when the next note ends, once, and again at the full hour', () => {
    const desk = lockedDesk();
    desk.nextEnds(20 * minute);
    for (let at = 0; at < 60 * minute; at += 10 * minute) desk.beat(at);
    expect(desk.sweeps).toEqual([20 * minute]);
    desk.beat(60 * minute);
    expect(desk.sweeps).toEqual([20 * minute, 60 * minute]);
  });

  test('asks again for a sweep that the gate could not take; a clock set back does not put it off', () => {
    const desk = lockedDesk();
    desk.nextEnds(20 * minute);
    desk.beat(0);
    desk.busy(true);
    desk.beat(20 * minute, Date.UTC(2026, 10, 24, 10, 1));
    desk.busy(false);
    desk.beat(21 * minute, Date.UTC(2026, 10, 24, 10, 2));
    desk.beat(22 * minute, Date.UTC(2026, 10, 24, 10, 3));
    expect(desk.sweeps).toEqual([21 * minute]);
  });
});
