import { canonicalText } from '../../../shared/chain/canonical.ts';
import { parseEvent } from '../../../shared/chain/event.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { EventData, EventDraft } from '../../../shared/events/index.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import type { ChainStore } from './chain-store.ts';

export type Appender = {
  /** Chains a draft; @returns false when it cannot be an event at all (too long, no JSON). */
  append(draft: EventDraft): boolean;
  note<T extends 'outbox.gap' | 'outbox.forged'>(type: T, data: EventData<T>): void;
};

/**
 * Takes what a gate or a vault committed together with its state: each draft once, whatever is delivered twice. What
 * does not fit the numbers is not thrown away but chained with an event beside it that says so. To be called in a
 * transaction. The entries' MACs are checked by the children, who hold the key; main sees numbers and ids only.
 */
export function createOutbox(db: DeskDatabase, store: ChainStore) {
  const lastOf = db.prepare<[string], number>('SELECT n FROM outbox_sources WHERE source = ?').pluck();
  const setLast = db.prepare(
    'INSERT INTO outbox_sources (source, n) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET n = excluded.n',
  );

  return (entries: OutboxEntry[], { append, note }: Appender): void => {
    const reached = new Map<string, number>();
    for (const { source, n, draft } of entries) {
      const chained = store.find(draft.id);
      if (chained) {
        if (!isSame(draft, chained)) note('outbox.forged', { source, n });
        continue;
      }
      const expected = (reached.get(source) ?? lastIn(lastOf.get(source))) + 1;
      // A database that begins anew (its owner's notes were shredded) counts from 1 again: one event, not a flood.
      if (n > expected || (n < expected && n === 1)) note('outbox.gap', { source, expected, found: n });
      else if (n < expected) note('outbox.forged', { source, n });
      reached.set(source, n);
      if (!append(draft)) note('outbox.forged', { source, n });
    }
    for (const [source, n] of reached) setLast.run(source, n);
  };
}

/** A number that no source can have come to counts as none; that somebody wrote it here is the seal's to tell. */
const lastIn = (n = 0): number => (n >= 0 && n < Number.MAX_SAFE_INTEGER ? n : 0);

function isSame(draft: EventDraft, chained: Buffer): boolean {
  const event = parseEvent(chained);
  return event.ok && essence(event.value) === essence(draft);
}

function essence({ id, time, actor, type, outcome, data }: EventDraft): string | undefined {
  try {
    return canonicalText({ actor, data, id, outcome, time, type });
  } catch {
    return undefined;
  }
}
