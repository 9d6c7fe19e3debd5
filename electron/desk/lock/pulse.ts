import type { Moment } from '../session/machine.ts';
import { compareClocks } from './clock-watch.ts';

/** How often the console looks at the clocks and at what falls due, whatever is on the screen. */
const beat = 5_000;

/**
 * The console's pulse: notices a clock that was set, and lets everything that falls due by time be looked at.
 * @returns the way to stop it.
 */
export function startPulse(
  moment: () => Moment,
  on: { jumped: (direction: 'ahead' | 'behind', seconds: number) => void; beat: (now: Moment) => void },
): () => void {
  let before = moment();
  const timer = setInterval(() => {
    const now = moment();
    const { jumped } = compareClocks(before, now, beat);
    before = now;
    if (jumped) on.jumped(jumped.direction, jumped.seconds);
    on.beat(now);
  }, beat);
  return () => {
    clearInterval(timer);
  };
}
