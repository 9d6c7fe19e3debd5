import type { DeskDatabase } from '../store/desk-database.ts';
import type { ChainAnchor } from './anchor.ts';

/** An older copy of the log, or lists, settings and the like that somebody else has changed. */
export type FoundRollback = { database: 'log' | 'desk'; keptAside: string | null };

/** What this desk has found in its file that it had not left there: each is told once and waits for a lead. */
export function createRollbacks(db: DeskDatabase) {
  const find = db.prepare<[string, number, string], number>(
    `SELECT count(*) FROM rollbacks WHERE database = 'log' AND chain = ? AND seq = ? AND head = ?`,
  );
  const insert = db.prepare('INSERT INTO rollbacks (database, chain, seq, head, kept_aside) VALUES (?, ?, ?, ?, ?)');
  const open = db.prepare<[], FoundRollback>(
    'SELECT database, kept_aside AS keptAside FROM rollbacks WHERE accepted = 0 ORDER BY database DESC, id DESC',
  );
  const accept = db.prepare('UPDATE rollbacks SET accepted = 1 WHERE accepted = 0');
  return {
    /** Whether it was found by this anchor before: the start that found it ended before the new chain was anchored. */
    isKnown: ({ chain, seq, head }: ChainAnchor): boolean => find.pluck().get(chain, seq, head) !== 0,
    keep: (anchor: ChainAnchor | null, keptAside: string | null): void => {
      insert.run('log', anchor?.chain ?? '', anchor?.seq ?? -1, anchor?.head ?? '', keptAside);
    },
    keepAltered: (keptAside: string | null): void => {
      insert.run('desk', '', -1, '', keptAside);
    },
    /** Those that no lead has seen yet; of the log first. */
    waiting: (): FoundRollback[] => open.all(),
    accept: (): void => {
      accept.run();
    },
  };
}
