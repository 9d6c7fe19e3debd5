import { describe, expect, it } from 'vitest';
import { createInputCounter } from '../../electron/desk/input-counter.ts';
import { outboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent, eventData, eventTypes, type EventType } from '../../shared/events/index.ts';
import { everyEvent } from '../support/gallery/every-event.ts';

const sentence = 'Ann Smith, born 1.1.1980';
const samples = everyEvent() as { type: EventType; data: Record<string, unknown> }[];
const id = '6f1c1f0e-0d0b-4a53-9d0e-3f0b1f2a4c55';

/** The data again for each text in it, with a sentence in that text's place. */
function spoken(value: unknown): unknown[] {
  if (typeof value === 'string') return [sentence];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inside]) => spoken(inside).map((said) => ({ ...value, [key]: said })));
}

describe('an event’s data', () => {
  it.each(eventTypes)('has no room for a sentence (%s)', (type) => {
    const known = samples.filter((sample) => sample.type === type);
    expect(known.length).toBeGreaterThan(0);
    for (const { data } of known) {
      expect(eventData[type].safeParse(data).success).toBe(true);
      for (const said of spoken(data)) {
        // A site's name is the one text that people choose.
        if (type === 'chain.opened' && (said as { site: string }).site === sentence) continue;
        expect(eventData[type].safeParse(said).success, JSON.stringify(said)).toBe(false);
      }
    }
  });

  it('can name whatever an outbox may be called, and no outbox may be called by a sentence', () => {
    const draft = draftEvent('0199f000-0000-7000-8000-000000000001', 0, null, 'call.began', {});
    for (const source of ['accounts', `vault:${id}`, 'x'.repeat(80), 'x'.repeat(81), '', 'a b', sentence]) {
      const isCalled = outboxEntry.safeParse({ source, n: 1, draft }).success;
      expect(isCalled, source).toBe(eventData['outbox.forged'].safeParse({ source, n: 1 }).success);
      expect(isCalled, source).toBe(/^[\w:-]{1,80}$/.test(source));
    }
  });

  it.each([
    ['person.edited', { person: id, changed: [sentence], role: 'lead', endsOn: null }],
    ['settings.changed', { changes: { copying: { from: true, to: sentence } } }],
    ['settings.changed', { changes: { [sentence]: { from: true, to: false } } }],
    ['checklist.submitted', { list: id, answers: { seat: sentence }, comments: {}, exceptions: [], late: false }],
    ['checklist.submitted', { list: id, answers: { [sentence]: 'yes' }, comments: {}, exceptions: [], late: false }],
    ['checklist.submitted', { list: id, answers: {}, comments: { seat: sentence }, exceptions: [], late: false }],
    ['checklist.submitted', { list: id, answers: {}, comments: {}, exceptions: [sentence], late: false }],
  ] as const)('has no room for a sentence in a list or a table either (%s)', (type, data) => {
    expect(eventData[type].safeParse(data).success).toBe(false);
  });

  it('names a message of a process gone wrong by no word of that process', () => {
    const told: unknown[] = [];
    const counter = createInputCounter((border, name, count) => told.push({ border, name, count }));
    counter.count('vault', sentence);
    counter.count('vault', 'notes.save');
    counter.flush();
    expect(told).toEqual([
      { border: 'vault', name: 'other', count: 1 },
      { border: 'vault', name: 'notes.save', count: 1 },
    ]);
  });
});
