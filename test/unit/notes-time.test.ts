import { describe, expect, test } from 'vitest';
import { judge, type Look, type TimeState } from '../../electron/vault/notes/trusted-time.ts';
import { endOfHour, hourOf } from '../../electron/vault/notes/shred-keys.ts';
import { createTestClock } from '../support/test-clock.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A device that looks at its clock now and then. */
function device() {
  const clock = createTestClock();
  let before: Look | null = judge(null, clock).now;
  return {
    clock,
    look: (): { state: TimeState; behindWall: number } => {
      const { now, state } = judge(before, clock);
      before = now;
      return { state, behindWall: clock.now() - now.trusted };
    },
  };
}

describe('the clock', () => {
  test('that goes on as running time does is believed', () => {
    const { clock, look } = device();
    for (let turn = 0; turn < 100; turn++) {
      clock.pass(13 * hour);
      expect(look()).toEqual({ state: 'steady', behindWall: 0 });
    }
  });

  test('may jump ahead by an hour, not by more', () => {
    const { clock, look } = device();
    clock.jump(59 * minute);
    expect(look().state).toBe('steady');
    clock.jump(61 * minute);
    expect(look()).toEqual({ state: 'ahead', behindWall: 61 * minute });
  });

  test('that runs ahead lets time go on from where it was, and is believed again once it is set right', () => {
    const { clock, look } = device();
    clock.jump(20 * hour);
    look();
    clock.pass(3 * hour);
    expect(look()).toEqual({ state: 'ahead', behindWall: 20 * hour });
    clock.jump(-20 * hour);
    expect(look()).toEqual({ state: 'steady', behindWall: 0 });
  });

  test('is not believed sooner because it is looked at more often, nor because the machine was started anew', () => {
    const { clock, look } = device();
    clock.jump(20 * hour);
    for (let turn = 0; turn < 600; turn++) {
      clock.pass(7 * minute);
      expect(look().state).toBe('ahead');
    }
    clock.restart(minute);
    expect(look().state).toBe('ahead');
  });

  test('that was wrong over a night and is right in the morning is believed in the morning', () => {
    const { clock, look } = device();
    clock.jump(20 * hour);
    look();
    clock.jump(-20 * hour);
    clock.restart(12 * hour);
    expect(look().state).toBe('steady');
  });

  test('may stand still for 36 hours while the machine is off, not for more', () => {
    const night = device();
    night.clock.restart(35 * hour);
    expect(night.look().state).toBe('steady');
    const week = device();
    week.clock.restart(37 * hour);
    expect(week.look().state).toBe('ahead');
  });

  test('that is set back is told, and does not count', () => {
    const { clock, look } = device();
    clock.jump(-2 * hour);
    expect(look()).toEqual({ state: 'behind', behindWall: -2 * hour });
    clock.pass(3 * hour);
    clock.jump(2 * hour);
    expect(look()).toEqual({ state: 'steady', behindWall: 0 });
  });

  test('that is set back takes back no time that running time has proven to have passed', () => {
    const { clock, look } = device();
    clock.pass(5 * hour);
    clock.jump(-5 * hour);
    expect(look()).toEqual({ state: 'behind', behindWall: -5 * hour });
    for (let turn = 0; turn < 100; turn++) {
      clock.jump(-minute);
      clock.pass(minute);
      look();
    }
    expect(look().behindWall).toBe(-5 * hour - 100 * minute);
    clock.restart(hour);
    clock.jump(-hour);
    // While the machine was off nothing counted: time has at least not gone back.
    expect(look().behindWall).toBe(-5 * hour - 100 * minute - 30_000);
  });
});

describe('an hour of shredding', () => {
  test('holds what expires up to its end, the full hour included', () => {
    const ten = Date.UTC(2026, 10, 24, 10);
    expect(endOfHour(hourOf(ten))).toBe(ten);
    expect(endOfHour(hourOf(ten + 1))).toBe(ten + hour);
    expect(endOfHour(hourOf(ten + 59 * minute))).toBe(ten + hour);
  });
});
