import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepAside } from '../../shared/keep-aside.ts';

let folder: string;
let path: string;
let db: Database.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-aside-'));
  path = join(folder, 'some.db');
  db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE words (word TEXT) STRICT');
  db.prepare('INSERT INTO words VALUES (?)').run('kept');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** What the system says of this process's locks, without their numbers in a list in which every program's stand. */
const locks = () =>
  readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${process.pid} `))
    .map((line) => line.replace(/^\d+: /, ''))
    .sort();
const wordsIn = (file: string) => {
  const copy = new Database(file, { readonly: true });
  try {
    return copy.prepare('SELECT word FROM words').pluck().all();
  } finally {
    copy.close();
  }
};

describe('a database that is kept aside', () => {
  test('is there with its log, once for the same bytes', () => {
    const copy = keepAside(path, 'altered', 0);
    expect(wordsIn(join(folder, copy ?? ''))).toEqual(['kept']);
    expect(keepAside(path, 'altered', 1_000)).toBe(copy);
    db.prepare('INSERT INTO words VALUES (?)').run('more');
    const other = keepAside(path, 'altered', 2_000);
    expect(other).not.toBe(copy);
    expect(wordsIn(join(folder, other ?? ''))).toEqual(['kept', 'more']);
  });

  test('is not told to be kept where it is not there', () => {
    expect(keepAside(join(folder, 'none.db'), 'damaged', 0)).toBeNull();
    expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')(
    'keeps its locks while it is open: without them another program takes its log away, and what is saved then is lost',
    () => {
      const before = locks();
      expect(before.length).toBeGreaterThan(1);
      expect(keepAside(path, 'altered', 0)).not.toBeNull();
      expect(locks()).toEqual(before);
    },
  );
});
