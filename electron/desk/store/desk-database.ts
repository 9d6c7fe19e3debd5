import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { migrations } from './migrations.ts';

/** Main's own database: audit chain, checklists, policy text, evidence, settings, sync. No secret is in it. */
export type DeskDatabase = Database.Database;

/** SQLite's application id of a desk.db: "CLDK". */
const applicationId = 0x434c444b;

/** Checking takes a millisecond for each megabyte; damage in a larger file is found where it is read. */
const checkedBytes = 64 * 1024 * 1024;

/**
 * Opens desk.db in the profile and brings it to this version's format. A damaged file stays where it is and a copy is
 * kept aside (`detail.keptAside`); a newer one is left alone. Nothing is ever replaced.
 */
export function openDeskDatabase(profile: string): Result<DeskDatabase, 'damaged' | 'newer' | 'storage'> {
  const path = join(profile, 'desk.db');
  let db: DeskDatabase | null = null;
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    db = new Database(path);
    const unfit = checkFormat(db);
    if (unfit) {
      db.close();
      return unfit === 'newer' ? fail('newer') : keepAside(path);
    }
    prepare(db);
    return ok(db);
  } catch (error) {
    db?.close();
    return isDamage(error) ? keepAside(path) : fail('storage');
  }
}

/** Reads only, so that a file which is not ours to change is not changed. */
function checkFormat(db: DeskDatabase): 'damaged' | 'newer' | null {
  const version = Number(db.pragma('user_version', { simple: true }));
  const id = Number(db.pragma('application_id', { simple: true }));
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (tables === 0 && version === 0) return null;
  if (id !== applicationId) return 'damaged';
  if (version > migrations.length) return 'newer';
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  if (bytes > checkedBytes) return null;
  return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? null : 'damaged';
}

function prepare(db: DeskDatabase): void {
  db.pragma('journal_mode = WAL');
  // An acknowledged event survives a power cut (design, section 8); an erased text leaves nothing in the file.
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  // What the seal counts lies there, and a row that is replaced must be taken out of it (seal/triggers.ts).
  db.pragma('temp_store = MEMORY');
  db.pragma('recursive_triggers = ON');
  const step = db.transaction((sql: string, version: number) => {
    db.exec(sql);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${version}`);
  });
  const taken = Number(db.pragma('user_version', { simple: true }));
  migrations.slice(taken).forEach((sql, index) => {
    step.immediate(sql, taken + index + 1);
  });
  // A file that cannot be written says so now and not at the first event.
  db.transaction(() => db.pragma(`user_version = ${migrations.length}`)).immediate();
}

function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** Copies the file and its write-ahead log beside it, named after what is in them: the same damage is kept once. */
function keepAside(path: string): Failure<'damaged'> {
  try {
    const mark = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
    const copy = `${path}.damaged-${mark}`;
    for (const part of ['', '-wal']) {
      if (existsSync(path + part) && !existsSync(copy + part)) copyFileSync(path + part, copy + part);
    }
    return fail('damaged', { keptAside: copy });
  } catch {
    return fail('damaged');
  }
}
