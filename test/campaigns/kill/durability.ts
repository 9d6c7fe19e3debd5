import type Database from 'better-sqlite3';

const full = 2;

/**
 * What a kill cannot show: the system keeps what a dead program has written, a power cut does not. So the connection as
 * the product itself opens it is asked whether it waits for the disk (design, section 8: `synchronous = FULL`).
 */
export function durabilityOf(db: Database.Database): string[] {
  return isDurable(db.pragma('synchronous', { simple: true }), db.pragma('journal_mode', { simple: true }));
}

export function isDurable(synchronous: unknown, journal: unknown): string[] {
  if (Number(synchronous) >= full && journal === 'wal') return [];
  return [`a commit does not wait for the disk: synchronous ${String(synchronous)}, journal ${String(journal)}`];
}
