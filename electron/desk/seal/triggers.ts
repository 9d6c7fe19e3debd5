import type { DeskDatabase } from '../store/desk-database.ts';
import { sealedTables } from './sealed-tables.ts';
import type { Cell, Sealed, SealKeys } from './sealed-value.ts';

export type ArmedSeal = {
  /** The transaction, which must be immediate, begins: from here on nobody else writes. */
  open(): void;
  /** Brings the file's seal up to all that the transaction wrote. */
  close(): void;
};

/**
 * What the seal must say is kept in this connection's memory, where nobody who writes the file can reach it: triggers of
 * the temporary schema follow each row that main changes and each event that it chains, and an undone transaction
 * undoes that, too. No write can forget the seal, and nothing of this is in the file.
 * @param isOpen whether this is in a transaction, and more of it follows; a statement by itself is sealed at once.
 */
export function armTriggers(db: DeskDatabase, keys: SealKeys, from: Sealed, isOpen: () => boolean): ArmedSeal {
  db.function('seal_row', { varargs: true }, (sum: Buffer, table: string, ...cells: Cell[]) =>
    keys.toggle(sum, table, cells),
  );
  db.function('seal_close', (sum: Buffer, at: number, leaf: Buffer) => keys.close({ sum, at, leaf }));
  db.function('seal_waits', () => (isOpen() ? 1 : 0));
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS unsealed (
      sum BLOB NOT NULL, at INTEGER NOT NULL, leaf BLOB NOT NULL, follows INTEGER NOT NULL) STRICT;
    DELETE FROM unsealed`);
  db.prepare('INSERT INTO unsealed VALUES (?, ?, ?, 1)').run(from.sum, from.at, from.leaf);

  const close = 'UPDATE seal SET value = (SELECT seal_close(sum, at, leaf) FROM unsealed)';
  const follow = (name: string, on: string, change: string) => {
    db.exec(`
      CREATE TEMP TRIGGER IF NOT EXISTS seal_${name} AFTER ${on}
      BEGIN UPDATE unsealed SET ${change}; ${close} WHERE NOT seal_waits(); END`);
  };
  for (const { table, columns } of sealedTables(db)) {
    const row = (sum: string, of: 'OLD' | 'NEW') =>
      `seal_row(${sum}, '${table}', ${columns.map((column) => `${of}.${column}`).join(', ')})`;
    follow(`${table}_put`, `INSERT ON main.${table}`, `sum = ${row('sum', 'NEW')}`);
    follow(`${table}_changed`, `UPDATE ON main.${table}`, `sum = ${row(row('sum', 'OLD'), 'NEW')}`);
    follow(`${table}_removed`, `DELETE ON main.${table}`, `sum = ${row('sum', 'OLD')}`);
  }
  // Behind an end of the log that somebody else has made nothing is sealed: the next start says so. In a transaction
  // every event is main's own, and a batch has hundreds: where it began and where it ends is enough. Triggers in the file
  // would write in it too; desk.db has none.
  const isEnd = '(at = -1 OR leaf = (SELECT leaf FROM events WHERE at = unsealed.at))';
  const strangers = "SELECT 1 FROM main.sqlite_schema WHERE type IN ('trigger', 'view')";
  db.exec(`
    CREATE TEMP TRIGGER IF NOT EXISTS seal_event AFTER INSERT ON main.events WHEN NOT seal_waits()
    BEGIN UPDATE unsealed SET at = NEW.at, leaf = NEW.leaf WHERE at = NEW.at - 1 AND ${isEnd}; ${close}; END`);
  const end = '(SELECT at, leaf FROM main.events ORDER BY at DESC LIMIT 1)';
  const lastAt = '(SELECT ifnull(max(at), -1) FROM main.events)';
  const beginning = db.prepare(
    `UPDATE unsealed SET follows = (at = ${lastAt} AND ${isEnd} AND NOT EXISTS (${strangers}))`,
  );
  const appended = db.prepare(`UPDATE unsealed SET (at, leaf) = ${end} WHERE follows AND at < ${lastAt}`);
  const closing = db.prepare(close);
  return {
    open: () => {
      beginning.run();
    },
    close: () => {
      appended.run();
      closing.run();
    },
  };
}
