import type { DeskDatabase } from '../store/desk-database.ts';

/** Which central this desk belongs to, what it must show, and the last checkpoint that it showed. */
export type Enrolment = {
  url: string;
  keyPin: string;
  logKey: string;
  origin: string;
  /** The last checkpoint: every later one must continue it. */
  size: number;
  /** RFC 6962 root of that size, hex. */
  root: string;
};

type Row = { url: string; key_pin: string; log_key: string; origin: string; size: number; root: string };

/** The enrolment in desk.db, so that a change and its event are one transaction. */
export function createEnrolmentStore(db: DeskDatabase) {
  const select = db.prepare<[], Row>('SELECT url, key_pin, log_key, origin, size, root FROM central');
  const insert = db.prepare(
    'INSERT INTO central (only, url, key_pin, log_key, origin, size, root) VALUES (1, ?, ?, ?, ?, ?, ?)',
  );
  const advance = db.prepare('UPDATE central SET size = ?, root = ?');
  const remove = db.prepare('DELETE FROM central');
  return {
    read: (): Enrolment | null => {
      const row = select.get();
      if (!row) return null;
      const { url, origin, size, root } = row;
      return { url, keyPin: row.key_pin, logKey: row.log_key, origin, size, root };
    },
    write: ({ url, keyPin, logKey, origin, size, root }: Enrolment): void => {
      remove.run();
      insert.run(url, keyPin, logKey, origin, size, root);
    },
    advance: (size: number, root: string): void => {
      advance.run(size, root);
    },
    remove: (): void => {
      remove.run();
    },
  };
}
