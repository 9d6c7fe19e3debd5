import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent, eventDraft, type EventDraft } from '../../shared/events/index.ts';
import { readAs } from '../../shared/read-as.ts';
import { fields, sameBytes } from './crypto/bytes.ts';
import { mac } from './crypto/derive-key.ts';

export const outboxSchema = `
  CREATE TABLE outbox (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    draft TEXT NOT NULL,
    mac BLOB NOT NULL
  ) STRICT;
`;

/**
 * Which numbers were given: `next` is the first that was not, `kept` the last that main has chained. What lies between
 * them must be there. They are kept sealed, because whoever can write the file can remove rows from it.
 */
export type Numbers = { next: number; kept: number };
export const noNumbers: Numbers = { next: 1, kept: 0 };

type Row = { n: number; id: string; draft: string; mac: Uint8Array };

export type OutboxRows = {
  put(n: number, draft: EventDraft): void;
  /**
   * What main has not yet chained, oldest first. A row whose MAC does not fit, and one that is missing, is replaced
   * under its own number by the event that says so.
   */
  pending(now: number, numbers: Numbers): OutboxEntry[];
  /**
   * Main has appended these; ids of other databases are ignored. Rows go in the order of their numbers: one that was
   * acknowledged before an earlier one stays, and is acknowledged again when it is delivered again.
   */
  acknowledge(ids: readonly string[], numbers: Numbers): Numbers;
  /** Removes this number and what follows it. */
  removeFrom(n: number): void;
  /** The first and last number that waits; null when nothing does. */
  waiting(): { first: number; last: number } | null;
};

/** Numbers that a row of an outbox can have. */
const given = `n BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER - 1}`;

/**
 * Events that wait in a database for main, each bound to its number.
 * @param macKey 32 bytes that main does not have
 */
export function createOutboxRows(db: Database.Database, source: string, macKey: Uint8Array): OutboxRows {
  const insert = db.prepare('INSERT OR REPLACE INTO outbox (n, id, draft, mac) VALUES (?, ?, ?, ?)');
  // No other number is ever given: such a row is somebody else's, and main would refuse every message that speaks of it.
  const all = db.prepare<[], Row>(`SELECT n, id, draft, mac FROM outbox WHERE ${given} ORDER BY n`);
  const idOf = db.prepare<[number], string>('SELECT id FROM outbox WHERE n = ?').pluck();
  const forget = db.prepare('DELETE FROM outbox WHERE n <= ?');
  const remove = db.prepare('DELETE FROM outbox WHERE n >= ?');
  const ends = db.prepare<[], { first: number | null; last: number | null }>(
    `SELECT min(n) AS first, max(n) AS last FROM outbox WHERE ${given}`,
  );
  const macOf = (n: number, draft: string) => mac(macKey, fields(source, n, draft));
  const put = (n: number, draft: EventDraft) => {
    const text = JSON.stringify(draft);
    insert.run(n, draft.id, text, macOf(n, text));
  };
  const replaced = (n: number, draft: EventDraft): OutboxEntry => {
    put(n, draft);
    return { source, n, draft };
  };
  return {
    put,
    pending: (now, { next, kept }) => {
      const entries: OutboxEntry[] = [];
      let expected = kept + 1;
      const missingBefore = (found: number) => {
        for (; expected < found; expected += 1) {
          const data = { source, expected, found };
          entries.push(replaced(expected, draftEvent(v7({ msecs: now }), now, null, 'outbox.gap', data, 'failed')));
        }
      };
      for (const { n, draft, mac: found } of all.all()) {
        missingBefore(Math.min(n, next));
        expected = Math.max(expected, n + 1);
        const genuine = sameBytes(found, macOf(n, draft)) ? readAs(eventDraft, JSON.parse(draft)) : null;
        entries.push(genuine?.success ? { source, n, draft: genuine.data } : replaced(n, forged(source, n, now)));
      }
      missingBefore(next);
      return entries;
    },
    acknowledge: (ids, { next, kept }) => {
      const appended = new Set(ids);
      let upTo = kept;
      while (appended.has(idOf.get(upTo + 1) ?? '')) upTo += 1;
      if (upTo > kept) forget.run(upTo);
      return { next, kept: upTo };
    },
    removeFrom: (n) => {
      remove.run(n);
    },
    waiting: () => {
      const { first, last } = ends.get() ?? { first: null, last: null };
      return first === null || last === null ? null : { first, last };
    },
  };
}

/** The event that stands for one that somebody changed. */
export function forged(source: string, n: number, now: number): EventDraft {
  return draftEvent(v7({ msecs: now }), now, null, 'outbox.forged', { source, n }, 'failed');
}
