import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import type { EventDraft } from '../../shared/events/index.ts';
import { fields, utf8 } from './crypto/bytes.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { open, seal } from './crypto/sealed-box.ts';
import { createMeta } from './notes/vault-meta.ts';
import { createOutboxRows, forged, noNumbers, type Numbers } from './outbox-rows.ts';

export { outboxSchema } from './outbox-rows.ts';

export type Outbox = {
  /** Writes an event, in the transaction of the state that it tells of (design, section 8). Throws as SQLite does. */
  add(draft: EventDraft): void;
  /** What main has not yet chained, oldest first; what was changed or is missing is replaced by the event that says so. */
  pending(now: number): OutboxEntry[];
  /** The number of the next event; null when the numbers are not as they were written. */
  next(): number | null;
  /** Main has appended these; ids of other databases are ignored. */
  acknowledge(ids: readonly string[]): void;
};

const numbersKept = z.strictObject({ next: z.int().positive(), kept: z.int().nonnegative() });
const name = 'outbox';

/**
 * The events of a vault that wait for main. Their numbers lie sealed beside them, written in the same transaction.
 * @param macKey 32 bytes that main does not have
 */
export function createOutbox(db: Database.Database, source: string, macKey: Uint8Array): Outbox {
  const rows = createOutboxRows(db, source, macKey);
  const meta = createMeta(db);
  const key = deriveKey(macKey, 'outbox/numbers');
  const aad = fields('outbox/numbers', source);
  const keep = (numbers: Numbers): Numbers => {
    meta.set(name, seal(key, utf8(JSON.stringify(numbers)), aad));
    return numbers;
  };
  /** null: they are not as they were written. */
  const read = (): Numbers | null => {
    const box = meta.get(name);
    if (!box && !rows.waiting()) return noNumbers;
    const plain = box && open(key, box, aad);
    return plain && numbersKept.parse(JSON.parse(new TextDecoder().decode(plain)));
  };
  const readOrTell = (now: number): Numbers => {
    const numbers = read();
    if (numbers) return numbers;
    const waiting = rows.waiting();
    // Somebody changed the numbers or took them away: that is told under the next one.
    const next = (waiting?.last ?? 0) + 1;
    rows.put(next, forged(source, next, now));
    return keep({ next: next + 1, kept: (waiting?.first ?? next) - 1 });
  };
  return {
    add: (draft) => {
      const { next, kept } = readOrTell(draft.time);
      rows.put(next, draft);
      keep({ next: next + 1, kept });
    },
    pending: (now) => db.transaction(() => rows.pending(now, readOrTell(now)))(),
    next: () => read()?.next ?? null,
    acknowledge: (ids) => {
      if (ids.length === 0) return;
      db.transaction(() => {
        const numbers = read();
        const then = numbers && rows.acknowledge(ids, numbers);
        if (then && then.kept > numbers.kept) keep(then);
      }).immediate();
    },
  };
}
