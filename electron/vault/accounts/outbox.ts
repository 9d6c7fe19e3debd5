import type Database from 'better-sqlite3';

/** Numbers of the outbox, half open. */
export type EventRange = { from: number; to: number };

/** The number that the next event gets. */
export function nextEvent(db: Database.Database): number {
  const last = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").pluck().get();
  return (last ?? 0) + 1;
}

/**
 * Takes back events that an earlier commit of the same attempt wrote and nobody was told, so that their numbers are
 * given again. Only while they are still the last ones: what another process wrote is never taken back.
 */
export function takeBackEvents(db: Database.Database, { from, to }: EventRange): void {
  if (nextEvent(db) !== to) return;
  db.prepare('DELETE FROM outbox WHERE n >= ?').run(from);
  db.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'outbox'").run(from - 1);
}
