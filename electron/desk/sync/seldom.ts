import type { Clock } from '../../../shared/clock.ts';
import type { EventType } from '../../../shared/events/index.ts';

const hour = 3_600_000;

/**
 * Lets an event be written at most once an hour: what somebody outside can cause again and again must not fill the log.
 * By running time, which nobody sets.
 */
export function createSeldom(clock: Clock): (type: EventType) => boolean {
  const written = new Map<EventType, number>();
  return (type) => {
    const now = clock.running();
    const before = written.get(type);
    if (before !== undefined && now - before < hour) return false;
    written.set(type, now);
    return true;
  };
}
