import type { CentralState } from '../../../shared/console-state.ts';
import type { DeskDatabase } from '../store/desk-database.ts';

/** RFC 6962 root of the empty log, hex. */
export const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export type SeenLog = {
  size: number;
  /** RFC 6962 root of that size, hex. */
  root: string;
};

export type Alert = NonNullable<CentralState['alert']>;

/** Which central this desk belongs to, what it must show, and the last checkpoint, which every later one must continue. */
export type Enrolment = SeenLog & {
  url: string;
  keyPin: string;
  logKey: string;
  origin: string;
  alert: Alert | null;
};

type Row = Omit<Enrolment, 'keyPin' | 'logKey'> & { key_pin: string; log_key: string };

/** The enrolment in desk.db, so that a change and its event are one transaction. */
export function createEnrolmentStore(db: DeskDatabase) {
  const select = db.prepare<[], Row>('SELECT url, key_pin, log_key, origin, size, root, alert FROM central');
  const insert = db.prepare(
    'INSERT INTO central (only, url, key_pin, log_key, origin, size, root) VALUES (1, ?, ?, ?, ?, ?, ?)',
  );
  const advance = db.prepare('UPDATE central SET size = ?, root = ?');
  const alert = db.prepare('UPDATE central SET alert = ?');
  const remove = db.prepare('DELETE FROM central');
  const keepLog = db.prepare(
    'INSERT OR REPLACE INTO left_logs (origin, log_key, size, root) SELECT origin, log_key, size, root FROM central',
  );
  const leftLog = db.prepare<[string, string], SeenLog>(
    'SELECT size, root FROM left_logs WHERE origin = ? AND log_key = ?',
  );
  return {
    read: (): Enrolment | null => {
      const row = select.get();
      if (!row) return null;
      const { key_pin: keyPin, log_key: logKey, ...rest } = row;
      return { ...rest, keyPin, logKey };
    },
    write: ({ url, keyPin, logKey, origin, size, root }: Omit<Enrolment, 'alert'>): void => {
      remove.run();
      insert.run(url, keyPin, logKey, origin, size, root);
    },
    advance: (size: number, root: string): void => {
      advance.run(size, root);
    },
    raise: (what: Alert): void => {
      alert.run(what);
    },
    closeAlert: (): void => {
      alert.run(null);
    },
    /** Keeps what the log showed last: whoever comes back to it begins where it was. */
    remove: (): void => {
      keepLog.run();
      remove.run();
    },
    /** The last checkpoint of a log that this desk has left. */
    leftLog: (origin: string, logKey: string): SeenLog | null => leftLog.get(origin, logKey) ?? null,
  };
}
