import type { Numbers, OutboxRows } from '../outbox-rows.ts';

/** Numbers of the outbox, half open. */
export type EventRange = { from: number; to: number };

/**
 * Takes back events that an earlier commit of the same attempt wrote and nobody was told, so that their numbers are
 * given again. Only while they are still the last ones and wait: what another process wrote is never taken back.
 */
export function takeBack(rows: OutboxRows, numbers: Numbers, { from, to }: EventRange): Numbers {
  if (numbers.next !== to || numbers.kept >= from) return numbers;
  rows.removeFrom(from);
  return { ...numbers, next: from };
}
