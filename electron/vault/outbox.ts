import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent, eventDraft, type EventDraft } from '../../shared/events/index.ts';
import { fields, sameBytes } from './crypto/bytes.ts';
import { mac } from './crypto/derive-key.ts';

/** Numbers come from AUTOINCREMENT: consecutive, never used twice, and given back when a transaction fails. */
export const outboxSchema = `
  CREATE TABLE outbox (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    draft TEXT NOT NULL,
    mac BLOB NOT NULL
  ) STRICT;
`;

type Row = { n: number; draft: string; mac: Uint8Array };

export type Outbox = {
  /** Writes an event, in the transaction of the state that it tells of (design, section 8). Throws as SQLite does. */
  add(draft: EventDraft): void;
  /**
   * What main has not yet chained, oldest first. A row whose MAC does not fit is replaced, under its own number, by
   * the event that says so; a missing row shows as a gap in the numbers.
   */
  pending(now: number): OutboxEntry[];
  /** Main has appended these; ids of other databases are ignored. */
  acknowledge(ids: readonly string[]): void;
};

/**
 * Events that wait beside the state that they tell of.
 * @param macKey 32 bytes that main does not have
 */
export function createOutbox(db: Database.Database, source: string, macKey: Uint8Array): Outbox {
  const nextNumber = db
    .prepare<[], number>("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) + 1")
    .pluck();
  const put = db.prepare('INSERT OR REPLACE INTO outbox (n, id, draft, mac) VALUES (?, ?, ?, ?)');
  const all = db.prepare<[], Row>('SELECT n, draft, mac FROM outbox ORDER BY n');
  const forget = db.prepare('DELETE FROM outbox WHERE id = ?');
  const macOf = (n: number, draft: string) => mac(macKey, fields(source, n, draft));
  const write = (n: number, draft: EventDraft) => {
    const text = JSON.stringify(draft);
    put.run(n, draft.id, text, macOf(n, text));
  };
  return {
    add: (draft) => {
      write(nextNumber.get() ?? 1, draft);
    },
    pending: (now) =>
      all.all().map(({ n, draft, mac: found }) => {
        const genuine = sameBytes(found, macOf(n, draft)) ? eventDraft.safeParse(JSON.parse(draft)) : null;
        if (genuine?.success) return { source, n, draft: genuine.data };
        const forged = draftEvent(v7({ msecs: now }), now, null, 'outbox.forged', { source, n }, 'failed');
        write(n, forged);
        return { source, n, draft: forged };
      }),
    acknowledge: (ids) => {
      if (ids.length === 0) return;
      db.transaction(() => {
        for (const id of ids) forget.run(id);
      })();
    },
  };
}
