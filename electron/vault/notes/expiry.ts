import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { draftEvent, type EventData, type EventDraft, type EventType } from '../../../shared/events/index.ts';
import type { Outbox } from '../outbox.ts';
import type { ExpiryMarks } from './expiry-marks.ts';
import { hourOf } from './shred-keys.ts';

export type Expired = {
  /** Rows that are gone for good. */
  shredded: number;
  /** Rows that are closed but kept, because the clock is not believed. */
  held: number;
};

type Due = { id: string; expires: number; closed: Uint8Array | null };

/**
 * Ends the notes whose time has come, after the shred keys of passed hours are gone. By the later of both times a note
 * closes and never opens again, whatever the clock says later; its row goes once trusted time agrees. Needs no key of
 * notes: the marks say to the owner's vault that it was the device.
 */
export function expireRows(
  db: Database.Database,
  outbox: Outbox,
  marks: ExpiryMarks,
  { owner, wall, trusted }: { owner: string; wall: number; trusted: number },
): Expired {
  const due = db.prepare<[number], Due>(
    'SELECT id, expires, closed FROM notes WHERE expires <= ? OR closed IS NOT NULL',
  );
  const latest = Math.max(wall, trusted);
  const tell = <T extends EventType>(type: T, data: EventData<T>, outcome?: EventDraft['outcome']) => {
    outbox.add(draftEvent(v7({ msecs: wall }), wall, null, type, data, outcome));
  };
  const expired = db
    .transaction(() => {
      const rows = due.all(latest);
      const gone = rows.filter(({ expires }) => expires <= trusted);
      const remove = db.prepare('DELETE FROM notes WHERE id = ?');
      for (const { id } of gone) remove.run(id);
      const mark = db.prepare('INSERT OR REPLACE INTO shredded (expires, mac) VALUES (?, ?)');
      for (const instant of new Set(gone.map(({ expires }) => expires))) mark.run(instant, marks.shredded(instant));
      for (const [hour, count] of countByHour(gone)) tell('notes.expired', { owner, hour, count });
      // A mark that the device has not made is left alone: it is the owner's vault that knows what to say of it.
      const held = rows.filter((row) => row.expires > trusted && (row.expires <= latest || marks.isClosed(row)));
      const fresh = held.filter((row) => !marks.isClosed(row));
      const close = db.prepare('UPDATE notes SET closed = ? WHERE id = ?');
      for (const { id, expires } of fresh) close.run(marks.closed(id, expires), id);
      for (const hour of countByHour(fresh).keys())
        tell('notes.held-back', { owner, hour, reason: 'clock-ahead' }, 'refused');
      return { shredded: gone.length, held: held.length };
    })
    .immediate();
  if (expired.shredded > 0) forgetPages(db);
  return expired;
}

/** When the next row of this file goes; null when there is none. */
export function nextExpiry(db: Database.Database, trusted: number): number | null {
  return (
    db.prepare<[number], number | null>('SELECT min(expires) FROM notes WHERE expires > ?').pluck().get(trusted) ?? null
  );
}

/** Brings what was deleted out of the write-ahead log too (design, section 3). */
export function forgetPages(db: Database.Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function countByHour(rows: readonly { expires: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { expires } of rows) counts.set(hourOf(expires), (counts.get(hourOf(expires)) ?? 0) + 1);
  return counts;
}
