import type { DeskDatabase } from '../store/desk-database.ts';
import type { ChainAnchor } from './anchor.ts';

/** Older copies of the log that this desk has found in its place: each is told once and waits for a lead. */
export function createRollbacks(db: DeskDatabase) {
  const find = db.prepare<[string, number, string], number>(
    'SELECT count(*) FROM rollbacks WHERE chain = ? AND seq = ? AND head = ?',
  );
  const insert = db.prepare('INSERT INTO rollbacks (chain, seq, head, kept_aside) VALUES (?, ?, ?, ?)');
  const open = db.prepare<[], { keptAside: string | null }>(
    'SELECT kept_aside AS keptAside FROM rollbacks WHERE accepted = 0 ORDER BY id DESC LIMIT 1',
  );
  const accept = db.prepare('UPDATE rollbacks SET accepted = 1 WHERE accepted = 0');
  return {
    /** Whether it was found by this anchor before: the start that found it ended before the new chain was anchored. */
    isKnown: ({ chain, seq, head }: ChainAnchor): boolean => find.pluck().get(chain, seq, head) !== 0,
    keep: (anchor: ChainAnchor | null, keptAside: string | null): void => {
      insert.run(anchor?.chain ?? '', anchor?.seq ?? -1, anchor?.head ?? '', keptAside);
    },
    /** The one that no lead has seen yet. */
    waiting: (): { keptAside: string | null } | null => open.get() ?? null,
    /** @returns false when there was none. */
    accept: (): boolean => accept.run().changes > 0,
  };
}
