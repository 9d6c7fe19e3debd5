import { accessSync, closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { outboxSchema } from '../outbox.ts';

/** The format that this version reads and writes; a file with a greater one is left alone. */
const format = 4;
const applicationId = 0x434c4456;

/**
 * Of a note nothing is in the clear but its id, its expiry and its revision. `closed` and `shredded` hold marks of the
 * device (expiry-marks.ts); what the rows must be is sealed in `meta` (manifest.ts).
 */
const schema = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    expires INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    box BLOB NOT NULL,
    closed BLOB,
    damaged INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX notes_by_expiry ON notes (expires);
  CREATE TABLE shredded (expires INTEGER PRIMARY KEY, mac BLOB NOT NULL) STRICT;
  ${outboxSchema}
`;

export type VaultFault = 'damaged' | 'truncated' | 'newer';
export type VaultFile = { db: Database.Database; writable: boolean };

export const vaultFolder = (profile: string): string => join(profile, 'vaults');
export const vaultPath = (profile: string, account: string): string => join(vaultFolder(profile), `${account}.db`);

/** So much of a file is mapped at most, in bytes; what lies beyond is read page by page. */
const mappedAtMost = 2 ** 30;
const chunk = 2 ** 20;

/**
 * Opens a person's vault, or makes it where there is none, and looks at every page of it. Its pages are mapped from then
 * on, until `unmap`: asked for one by one they take as long as their decryption.
 */
export function openOrMakeVaultFile(path: string): Result<VaultFile, VaultFault | 'storage'> {
  try {
    if (!existsSync(path)) return ok({ db: makeVaultFile(path), writable: true });
  } catch {
    return fail('storage');
  }
  const opened = openVaultFile(path, { maps: true });
  if (!opened.ok) return opened;
  const { db } = opened.value;
  try {
    if (db.pragma('quick_check', { simple: true }) === 'ok') return opened;
  } catch {
    // Too damaged to be checked.
  }
  db.close();
  return fail('damaged');
}

/** Everything has been read that is read at once: from now on a disk that does not answer is an error again. */
export function unmap({ db }: VaultFile): void {
  db.pragma('mmap_size = 0');
}

/**
 * Opens a vault that exists. What is damaged is named and left as it is; what can only be read is opened for reading.
 * @param maps until `unmap`
 */
export function openVaultFile(path: string, { maps = false } = {}): Result<VaultFile, VaultFault | 'storage'> {
  let db: Database.Database | undefined;
  try {
    const found = lookAt(path, maps);
    if (!found.ok) return found;
    const file = canWrite(path) ? openWritable(path) : { db: new Database(path, { readonly: true }), writable: false };
    db = file.db;
    const version = db.pragma('user_version', { simple: true }) as number;
    const ours = db.pragma('application_id', { simple: true }) === applicationId;
    if (ours && version === format && !doesMore(db)) {
      db.pragma(`mmap_size = ${found.value.mappable}`);
      return ok(file);
    }
    db.close();
    return fail(ours && version > format ? 'newer' : 'damaged');
  } catch (error) {
    db?.close();
    return fail(isDamage(error) ? 'damaged' : 'storage');
  }
}

/** Triggers and views, of which a vault has none: by them a write would do something else than it says. */
const doesMore = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view')").get() !== undefined;

function makeVaultFile(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new Database(path);
  configure(db);
  db.transaction(() => {
    db.exec(schema);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${format}`);
  })();
  // Into the file itself, so that it can be recognised without its log.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db;
}

/** Whether file and folder let themselves be written: SQLite itself opens a file that does not, and fails later. */
export function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function openWritable(path: string): VaultFile {
  const db = new Database(path, { fileMustExist: true });
  try {
    configure(db);
    return { db, writable: true };
  } catch (error) {
    db.close();
    throw error;
  }
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
}

/** Whether SQLite says that the file's content, and not the disk, is at fault. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|FORMAT|ERROR$)/.test(String(error.code));

/**
 * Looked at before SQLite opens the file, because opening can already write, and because a process that closes a file
 * gives up every lock on it. Offsets: SQLite's file format, 1.3.
 * @returns how many bytes of it may be mapped: none that the disk has not given. Throws what the disk says.
 */
function lookAt(path: string, maps: boolean): Result<{ mappable: number }, VaultFault> {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const header = Buffer.alloc(100);
    const length = readSync(file, header, 0, header.length, 0);
    if (length < header.length) return fail(size === 0 ? 'damaged' : 'truncated');
    if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return fail('damaged');
    if (header.readUInt32BE(60) > format) return fail('newer');
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    const needed = header.readUInt32BE(28) * pageSize;
    if (size < needed) return fail('truncated');
    return ok({ mappable: maps ? readUpTo(file, Math.min(needed, mappedAtMost)) : 0 });
  } finally {
    closeSync(file);
  }
}

/** A mapped page that the disk does not give ends the process without a word; here it is an error. */
function readUpTo(file: number, end: number): number {
  const buffer = Buffer.allocUnsafe(chunk);
  let at = 0;
  while (at < end) {
    const length = readSync(file, buffer, 0, Math.min(chunk, end - at), at);
    if (length === 0) break;
    at += length;
  }
  return at;
}
