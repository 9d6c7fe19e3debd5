import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareClocks } from '../../electron/desk/lock/clock-watch.ts';
import { beginIdle, ceiling, lockAt, observe, touch, type Idle } from '../../electron/desk/lock/idle.ts';

const limits = (idle: number, callUntil: number | null = null) => ({ idle, countdown: 30_000, callUntil });
const minutes = (count: number) => count * 60_000;

/** Looks once a second, as while the source says 0. `away` is when the person left. */
function watch(from: Idle, start: number, end: number, seconds: (now: number) => number | null): Idle {
  let idle = from;
  for (let now = start; now <= end; now += 1000) idle = observe(idle, now, seconds(now));
  return idle;
}

describe('the idle time of the system', () => {
  test('locks at the limit after the last input, early by less than a second and never late', () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.integer({ min: 60_000, max: 900_000 }),
        fc.integer({ min: 200, max: 5000 }),
        (left, limit, pause) => {
          let idle = beginIdle(0);
          let now = 0;
          while (now < lockAt(idle, limits(limit))) {
            now += Math.min(pause, Math.max(1, lockAt(idle, limits(limit)) - now));
            idle = observe(idle, now, now <= left ? 0 : Math.floor((now - left) / 1000));
          }
          const due = Math.max(left, 0) + limit;
          expect(now).toBeGreaterThanOrEqual(Math.min(due, limit) - 1001);
          expect(now).toBeLessThanOrEqual(due);
        },
      ),
    );
  });

  test('begins anew with every input anywhere on the system', () => {
    const idle = observe(observe(beginIdle(0), 200_000, 199), 210_000, 3);
    expect(lockAt(idle, limits(300_000))).toBe(210_000 - 4000 + 300_000);
  });

  test('is not moved by what our own windows say while it counts', () => {
    const idle = touch(observe(beginIdle(0), 100_000, 90), 100_000);
    expect(lockAt(idle, limits(300_000))).toBe(9_000 + 300_000);
  });
});

describe('an idle source that says 0 for a minute while our windows had no input', () => {
  const stuck = () => watch(beginIdle(0), 0, 60_000, () => 0);

  test('is broken: idle is counted from our own windows, which locks early', () => {
    const idle = stuck();
    expect(idle.source).toBe('windows');
    expect(lockAt(idle, limits(300_000))).toBe(300_000);
  });

  test('is not called broken while somebody works in our windows', () => {
    let idle = beginIdle(0);
    for (let now = 0; now < minutes(10); now += 1000) {
      idle = observe(idle, now, 0);
      if (now % 20_000 === 0) idle = touch(idle, now);
    }
    expect(idle.source).toBe('system');
  });

  test('gives one whole countdown first, because somebody may just be busy in another program', () => {
    let idle = watch(beginIdle(0), 1000, minutes(8), (now) => (now % 30_000 === 0 ? 1 : 0));
    idle = watch(idle, minutes(8), minutes(10), () => 0);
    expect(idle.source).toBe('windows');
    const found = idle.brokenAt ?? 0;
    expect(found).toBeLessThanOrEqual(minutes(9) + 1000);
    expect(lockAt(idle, limits(300_000))).toBe(found + 30_000);
    const paused = observe(idle, found + 10_000, 1);
    expect(lockAt(paused, limits(300_000))).toBe(found + 8000 + 300_000);
  });

  test('lets input in our windows move the lock', () => {
    const idle = observe(touch(stuck(), 100_000), 101_000, 0);
    expect(lockAt(idle, limits(300_000))).toBe(400_000);
  });

  test('is believed again as soon as it counts, without moving the lock further than the last input', () => {
    const idle = observe(stuck(), 70_000, 4);
    expect(idle.source).toBe('system');
    expect(lockAt(idle, limits(300_000))).toBe(65_000 + 300_000);
  });
});

test('an unknown idle source locks early, never late: only our own windows count', () => {
  const idle = watch(beginIdle(0), 0, 200_000, () => null);
  expect(idle.source).toBe('windows');
  expect(lockAt(idle, limits(300_000))).toBe(300_000);
  expect(lockAt(touch(idle, 250_000), limits(300_000))).toBe(550_000);
});

describe('on a call', () => {
  const left = observe(beginIdle(0), 1000, 0);

  test('the desk stays open beyond the usual limit', () => {
    expect(lockAt(left, limits(minutes(5), minutes(10)))).toBe(minutes(10) + 30_000);
  });

  test('the ceiling of 15 minutes without input holds all the same', () => {
    expect(lockAt(left, limits(minutes(5), minutes(40)))).toBe(left.lastInput + ceiling);
    expect(lockAt(left, limits(minutes(15), minutes(40)))).toBe(left.lastInput + ceiling);
  });

  test('the usual limit is back after the call, with a whole countdown', () => {
    const later = observe(left, minutes(7), 60);
    expect(lockAt(later, limits(minutes(1), minutes(7)))).toBe(minutes(7) + 30_000);
    expect(lockAt(observe(observe(left, minutes(8), 20), minutes(9), 0), limits(minutes(5), minutes(7)))).toBe(
      minutes(9) - 1000 + minutes(5),
    );
  });

  test('no setting and no call goes beyond 15 minutes', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 60_000, max: 900_000 }),
        fc.option(fc.nat()),
        (lastInput, idle, until) => {
          expect(lockAt({ ...left, lastInput }, limits(idle, until)) - lastInput).toBeLessThanOrEqual(900_000);
        },
      ),
    );
  });
});

describe('between two looks at the clocks', () => {
  const before = { wall: 1_000_000, running: 5000 };

  test('a timer that is more than 30 s late means that the machine slept, by either clock', () => {
    const slept = { wall: before.wall + 36_000, running: before.running + 36_000 };
    expect(compareClocks(before, slept, 5000)).toEqual({ gap: true, jumped: null });
    const stopped = { wall: before.wall + 36_000, running: before.running + 5000 };
    expect(compareClocks(before, stopped, 5000).gap).toBe(true);
    const busy = { wall: before.wall + 34_000, running: before.running + 34_000 };
    expect(compareClocks(before, busy, 5000).gap).toBe(false);
  });

  test('a wall clock that was set is noticed in either direction, with how far', () => {
    const ahead = { wall: before.wall + 65_000, running: before.running + 5000 };
    expect(compareClocks(before, ahead, 5000).jumped).toEqual({ direction: 'ahead', seconds: 60 });
    const behind = { wall: before.wall - 3_595_000, running: before.running + 5000 };
    expect(compareClocks(before, behind, 5000)).toEqual({ gap: false, jumped: { direction: 'behind', seconds: 3600 } });
    const steady = { wall: before.wall + 5900, running: before.running + 5000 };
    expect(compareClocks(before, steady, 5000).jumped).toBeNull();
  });
});
