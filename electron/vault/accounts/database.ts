import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { outboxSchema } from '../outbox-rows.ts';

/** The format that this version reads and writes; a file with a greater one is left alone. */
const format = 1;
const applicationId = 0x434c4441;
/** Where SQLite's header keeps them (file format, section 1.3). */
const userVersionAt = 60;
const applicationIdAt = 68;

const schema = `
  CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), device BLOB NOT NULL, box BLOB NOT NULL) STRICT;
  CREATE TABLE records (id TEXT PRIMARY KEY, kind TEXT NOT NULL, box BLOB NOT NULL) STRICT;
  ${outboxSchema}
`;

/** Makes a new, empty database in a file that does not exist yet. Throws what SQLite throws. */
export function makeDatabase(path: string): Database.Database {
  const db = new Database(path);
  configure(db);
  db.exec(schema);
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${format}`);
  return db;
}

/**
 * Opens an existing database after looking whether it is whole and of this format. Never creates one: an empty file in
 * its place is damage, not a first run.
 */
export function openDatabase(path: string): Result<Database.Database, 'damaged' | 'newer' | 'storage'> {
  let db: Database.Database | undefined;
  try {
    const header = readHeader(path);
    // Looked at before SQLite opens the file, because opening can already write.
    if (header === 'damaged' || header.applicationId !== applicationId) return fail('damaged');
    if (header.userVersion > format) return fail('newer');
    db = new Database(path, { fileMustExist: true });
    configure(db);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > format) return refuse(db, 'newer');
    const whole = db.pragma('quick_check', { simple: true }) === 'ok';
    return whole && version === format ? ok(db) : refuse(db, 'damaged');
  } catch (error) {
    return db ? refuse(db, faultOf(error)) : fail(faultOf(error));
  }
}

/** What an error of SQLite or of the file system says about the file. */
export function faultOf(error: unknown): 'damaged' | 'storage' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA|ERROR$)/.test(code) ? 'damaged' : 'storage';
}

function refuse<Code extends 'damaged' | 'newer' | 'storage'>(db: Database.Database, code: Code) {
  db.close();
  return fail(code);
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
}

function readHeader(path: string): { userVersion: number; applicationId: number } | 'damaged' {
  if (statSync(path).size === 0) return 'damaged';
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, header.length, 0);
    const magic = header.subarray(0, 16).toString('latin1') === 'SQLite format 3\0';
    if (length !== header.length || !magic) return 'damaged';
    return { userVersion: header.readUInt32BE(userVersionAt), applicationId: header.readUInt32BE(applicationIdAt) };
  } finally {
    closeSync(file);
  }
}
