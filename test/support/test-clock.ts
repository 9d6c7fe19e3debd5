import type { Clock } from '../../shared/clock.ts';

export type TestClock = Clock & {
  /** Time passes: wall and running time together. */
  pass(milliseconds: number): void;
  /** Somebody sets the wall clock; running time goes on undisturbed. Negative: back. */
  jump(milliseconds: number): void;
  /** The machine starts anew after this long: the wall clock went on, running time begins again. */
  restart(offMilliseconds?: number): void;
};

/** A clock that tests set. Starts in the middle of a TOTP step, so that small moves stay within it. */
export function createTestClock(now = Date.UTC(2026, 9, 5, 8, 0, 10), running = 600_000): TestClock {
  let wall = now;
  let machine = running;
  return {
    now: () => wall,
    running: () => machine,
    pass: (milliseconds) => {
      wall += milliseconds;
      machine += milliseconds;
    },
    jump: (milliseconds) => {
      wall += milliseconds;
    },
    restart: (offMilliseconds = 60_000) => {
      wall += offMilliseconds;
      machine = 30_000;
    },
  };
}
