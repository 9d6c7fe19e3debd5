import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';

const mark = 'made-by-preview';
const turn = 'in-use.db';
/** Whoever does not keep what gives the turn back has it until the process ends: a lock that nobody knows is collected. */
const held = new Set<Database.Database>();

export type PreviewFolder = {
  profile: string;
  /** Lets the next one have it. The end of the process does so, too. */
  leave(): void;
};

/**
 * The preview's own folder, which one preview has at a time: two would write one log with two memories of its end.
 * Fails with `product` where a profile of the product lies there: what a real keychain protects is never opened by a
 * host that has none (design, section 11). Fails with `in-use` where another program has it.
 */
export function openPreviewFolder(folder: string): Result<PreviewFolder, 'product' | 'in-use'> {
  const profile = join(folder, 'profile');
  if (existsSync(profile) && !existsSync(join(folder, mark))) return fail('product');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, mark), '');
  const leave = takeTurn(join(folder, turn));
  return leave ? ok({ profile, leave }) : fail('in-use');
}

/** SQLite's lock on an empty database: the system gives it back whatever becomes of the process. */
function takeTurn(path: string): (() => void) | null {
  const db = new Database(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return null;
    throw error;
  }
  held.add(db);
  return () => {
    held.delete(db);
    db.close();
  };
}
