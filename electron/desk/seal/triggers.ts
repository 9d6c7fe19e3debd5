import type { DeskDatabase } from '../store/desk-database.ts';
import { sealedTables } from './sealed-tables.ts';
import type { Cell, Sealed, SealKeys } from './sealed-value.ts';

/**
 * What the seal must say is kept in this connection's memory, where nobody who writes the file can reach it: triggers of
 * the temporary schema follow each row that main changes and each event that it chains, and an undone transaction
 * undoes that, too. No write can forget the seal, and nothing of this is in the file.
 * @param isOpen whether more of the transaction follows; a statement by itself is sealed at once.
 * @returns brings the file's seal up to all that was written.
 */
export function armTriggers(db: DeskDatabase, keys: SealKeys, from: Sealed, isOpen: () => boolean): () => void {
  db.function('seal_row', { varargs: true }, (sum: Buffer, table: string, ...cells: Cell[]) =>
    keys.toggle(sum, table, cells),
  );
  db.function('seal_close', (sum: Buffer, at: number, leaf: Buffer) => keys.close({ sum, at, leaf }));
  db.function('seal_waits', () => (isOpen() ? 1 : 0));
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS unsealed (sum BLOB NOT NULL, at INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT;
    DELETE FROM unsealed`);
  db.prepare('INSERT INTO unsealed VALUES (?, ?, ?)').run(from.sum, from.at, from.leaf);

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
  // Behind an end of the log that somebody else has made nothing is sealed: the next start says so.
  follow('event', 'INSERT ON main.events', 'at = NEW.at, leaf = NEW.leaf WHERE at = NEW.at - 1');
  const closing = db.prepare(close);
  return () => {
    closing.run();
  };
}
