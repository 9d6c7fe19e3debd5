import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { draftEvent } from '../../../shared/events/index.ts';
import type { Outbox } from '../outbox.ts';
import { hourOf } from './shred-keys.ts';

export type Expired = {
  /** Rows that are gone for good. */
  shredded: number;
  /** Rows that are closed but kept, because the clock is not believed. */
  held: number;
};

/**
 * Ends the notes whose time has come, after the shred keys of passed hours are gone. By the later of both times a note
 * closes and never opens again, whatever the clock says later; its row goes once trusted time agrees. Needs no key of
 * notes.
 */
export function expireRows(
  db: Database.Database,
  outbox: Outbox,
  { owner, wall, trusted }: { owner: string; wall: number; trusted: number },
): Expired {
  const due = db.prepare<[number], { id: string; expires: number; closed: number }>(
    'SELECT id, expires, closed FROM notes WHERE expires <= ? OR closed = 1',
  );
  const expired = db
    .transaction(() => {
      const rows = due.all(Math.max(wall, trusted));
      const gone = rows.filter(({ expires }) => expires <= trusted);
      const held = rows.filter(({ expires }) => expires > trusted);
      const remove = db.prepare('DELETE FROM notes WHERE id = ?');
      for (const { id } of gone) remove.run(id);
      for (const [hour, count] of countByHour(gone))
        outbox.add(draftEvent(v7({ msecs: wall }), wall, null, 'notes.expired', { owner, hour, count }));
      const close = db.prepare('UPDATE notes SET closed = 1 WHERE id = ?');
      const fresh = held.filter(({ closed }) => closed === 0);
      for (const { id } of fresh) close.run(id);
      for (const hour of countByHour(fresh).keys())
        outbox.add(
          draftEvent(
            v7({ msecs: wall }),
            wall,
            null,
            'notes.held-back',
            { owner, hour, reason: 'clock-ahead' },
            'refused',
          ),
        );
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
