import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment, Tries } from '../../electron/vault/accounts/documents.ts';
import { momentNow } from '../../electron/vault/accounts/moments.ts';
import { counted, noTries, standing } from '../../electron/vault/accounts/tries.ts';
import { createTestClock } from '../support/test-clock.ts';

const minute = 60_000;
/** Only what `momentNow` reads of the state. */
const seenAt = (running: number, boot = 0) => ({ running, boot }) as Parameters<typeof momentNow>[0];

function after(failures: number, now: Moment): Tries {
  let tries = noTries;
  for (let count = 0; count < failures; count += 1) tries = counted(tries, now);
  return tries;
}

describe('failed attempts', () => {
  const clock = createTestClock();
  const at = momentNow(seenAt(0), clock);

  it('are free four times, slowed down from the fifth, locked from the tenth', () => {
    const states = Array.from({ length: 11 }, (_, failures) => standing(after(failures, at), at));
    expect(states.map(({ state }) => state)).toEqual([
      ...Array<string>(5).fill('open'),
      ...Array<string>(5).fill('wait'),
      'locked',
    ]);
    expect(states[10]).toEqual({ state: 'locked', until: at.wall + 30 * minute });
  });

  it('are counted anew after a lock has passed', () => {
    const later = { ...at, wall: at.wall + 30 * minute, running: at.running + 30 * minute };
    expect(counted(after(10, at), later).failures).toBe(1);
    expect(counted(after(9, at), later).failures).toBe(10);
  });

  it('stay locked until both 30 minutes of wall time and 30 minutes of running time are over, whatever the clock and the machine do', () => {
    const move = fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 20 * minute }) }),
      fc.record({ jump: fc.integer({ min: -60 * minute, max: 60 * minute }) }),
      fc.record({ restart: fc.integer({ min: 0, max: 60 * minute }) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const here = createTestClock();
        const start = here.now();
        let state = seenAt(0);
        const see = () => {
          const now = momentNow(state, here);
          state = seenAt(now.running, now.boot);
          return now;
        };
        const locked = after(10, see());
        let ran = 0;
        for (const step of moves) {
          if ('pass' in step) {
            here.pass(step.pass);
            ran += step.pass;
          } else if ('jump' in step) here.jump(step.jump);
          else {
            here.restart(step.restart);
            ran += 30_000;
          }
          const open = standing(locked, see()).state === 'open';
          if (open && (ran < 30 * minute || here.now() - start < 30 * minute)) return false;
        }
        return true;
      }),
    );
  });
});
