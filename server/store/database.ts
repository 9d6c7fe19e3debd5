import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;
export type Work = Transaction<Schema>;

const fileOf = (folder: string) => join(folder, 'central.db');

/** Whether a central has ever run on this folder. */
export const hasStore = (folder: string): boolean => existsSync(fileOf(folder));

/**
 * Opens central's embedded database and brings it up to date. What a transaction has committed survives a power cut
 * (synchronous = FULL); other programs may read while central runs (WAL).
 */
export async function openStore(folder: string): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Database(fileOf(folder));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 2000');
  const store = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  await migrate(store);
  return store;
}

/** Another writer was first: everything of this transaction is to be done again. */
export class Outrun extends Error {}

const mostTries = 8;

/**
 * Runs work in one transaction, again from the start when another writer was first: a second process on the same file
 * (`npm run central -- token`), or a second instance on the same database.
 */
export async function inTransaction<Value>(store: Store, work: (work: Work) => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.transaction().execute(work);
    } catch (error) {
      if (!isOutrun(error) || tries === mostTries) throw error;
    }
  }
}

/** SQLite's busy codes, PostgreSQL's serialization failure and deadlock. */
function isOutrun(error: unknown): boolean {
  if (error instanceof Outrun) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_BUSY|^40001$|^40P01$/.test(code);
}
