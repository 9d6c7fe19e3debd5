import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;

/**
 * Opens central's embedded database and brings it up to date. What a transaction has committed survives a power cut
 * (synchronous = FULL); other programs may read while central runs (WAL).
 */
export async function openStore(folder: string): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Database(join(folder, 'central.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  const store = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  await migrate(store);
  return store;
}
