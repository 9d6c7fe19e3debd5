import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

/** Central remembers requests, and looks whether it can write. A desk's seal follows its other tables, and every event. */
const passing = ['requests', 'facts', 'seal', 'sqlite_sequence'];
/** The desk's log counts refused input, and what a slow machine's clock does: compared without that, by its ids. */
const uncounted = "SELECT id FROM events WHERE type NOT IN ('input.malformed', 'clock.jumped')";
const lastTypes = 'SELECT type FROM events ORDER BY at DESC LIMIT 3';

type Watched = { db: Database.Database; version: number; tables: Map<string, string> };

/**
 * Tells whether anything was written into these databases that a refusal does not write. Asks SQLite first whether
 * anybody has committed at all, so that asking after every message costs next to nothing.
 */
export function watchDatabases(files: () => string[]) {
  const watched = new Map<string, Watched>();
  const versionOf = (db: Database.Database) => db.pragma('data_version', { simple: true }) as number;
  const open = (file: string) => {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    watched.set(file, { db, version: versionOf(db), tables: digests(db) });
  };
  const watch = {
    /** @returns the tables that are not as they were, and takes them for how it is now. */
    changes: (): string[] => {
      const found: string[] = [];
      for (const file of files().filter((name) => existsSync(name))) {
        const known = watched.get(file);
        if (!known) {
          found.push(`${file} (new)`);
          open(file);
          continue;
        }
        const version = versionOf(known.db);
        if (version === known.version) continue;
        const now = digests(known.db);
        for (const [table, digest] of now) if (known.tables.get(table) !== digest) found.push(nameOf(known.db, table));
        watched.set(file, { db: known.db, version, tables: now });
      }
      return found;
    },
    /** What a start writes by itself has been written: from now on what is there is how it was. */
    settle: async () => {
      watch.changes();
      do await sleep(300);
      while (watch.changes().length > 0);
    },
    end: () => {
      for (const { db } of watched.values()) db.close();
    },
  };
  return watch;
}

function digests(db: Database.Database): Map<string, string> {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return new Map(names.filter((name) => !passing.includes(name)).map((name) => [name, digestOf(db, name)]));
}

/** The table, of the desk's log with what it says now: a report must be enough to see what happened. */
function nameOf(db: Database.Database, table: string): string {
  return isLog(db, table) ? `events (the last: ${db.prepare(lastTypes).pluck().all().join(', ')})` : table;
}

const isLog = (db: Database.Database, table: string): boolean =>
  table === 'events' && (db.pragma('table_info(events)') as { name: string }[]).some(({ name }) => name === 'type');

function digestOf(db: Database.Database, table: string): string {
  const hash = createHash('sha256');
  for (const row of db
    .prepare<[], unknown[]>(isLog(db, table) ? uncounted : `SELECT * FROM ${table}`)
    .raw()
    .iterate())
    for (const cell of row) {
      const bytes = Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell));
      // Lengths, so that no two rows read alike.
      hash.update(`${bytes.length}:`).update(bytes);
    }
  return hash.digest('hex');
}
