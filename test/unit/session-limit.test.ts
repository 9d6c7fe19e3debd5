import { expect, test } from 'vitest';
import { sessionEnd, sessionLimit, watchLimit } from '../../electron/desk/session/limit.ts';

test('a session ends after 12 hours, and that is said 15 and 5 minutes before, once each', () => {
  const said: [minutes: number, at: number][] = [];
  let watch = { warned: 0 };
  let over: number | null = null;
  for (let elapsed = 0; over === null; elapsed += 5000) {
    const due = watchLimit(watch, elapsed);
    watch = due.watch;
    if (due.warn !== null) said.push([due.warn, elapsed]);
    if (due.over) over = elapsed;
  }
  expect(over).toBe(12 * 3_600_000);
  expect(said).toEqual([
    [15, sessionLimit - 15 * 60_000],
    [5, sessionLimit - 5 * 60_000],
  ]);
});

test('a console that was kept busy over a warning says the nearest one only', () => {
  expect(watchLimit({ warned: 0 }, sessionLimit - 60_000)).toMatchObject({ warn: 5, watch: { warned: 2 } });
});

test('the end that the screen shows follows a wall clock that was set, and nothing else', () => {
  const since = { wall: 1_000_000, running: 10_000 };
  expect(sessionEnd(since, { wall: 1_060_003, running: 70_000 })).toBe(1_000_000 + sessionLimit);
  expect(sessionEnd(since, { wall: 1_060_000 + 3_600_000, running: 70_000 })).toBe(
    1_000_000 + sessionLimit + 3_600_000,
  );
});
