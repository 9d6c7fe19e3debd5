import type { OutboxEntry } from '../../../shared/contract/outbox.ts';

/** Every number after `told` once, without a gap, and nothing that tells of damage. */
export function numbersOf(events: OutboxEntry[], told = 0): string[] {
  const numbers = events.map(({ n }) => n).sort((one, other) => one - other);
  const alarms = events.filter(({ draft }) => /damaged|forged|gap|rolled|altered|emptied/.test(draft.type));
  return [
    ...(numbers.every((n, at) => n === told + at + 1) ? [] : [`its events have the numbers ${numbers.join(' ')}`]),
    ...alarms.map(({ draft }) => `a false alarm: ${draft.type}`),
  ];
}
