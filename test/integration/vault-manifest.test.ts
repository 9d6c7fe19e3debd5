import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FromVault } from '../../shared/contract/vault.ts';
import { sweepVaults } from '../../electron/vault/notes/sweep.ts';
import { createProfile, openSession, service, startVault, type Profile } from '../support/vault-session.ts';

const anna = '0192f0c0-1111-7000-8000-000000000001';
const boris = '0192f0c0-2222-7000-8000-000000000002';
const hour = 3_600_000;
const key = new Uint8Array(32).fill(1);

let profile: Profile;
beforeEach(async () => {
  profile = await createProfile();
});
afterEach(() => {
  profile.remove();
});

const folder = () => join(profile.folder, 'vaults');
const inFile = <Value>(work: (db: Database.Database) => Value): Value => {
  const db = new Database(join(folder(), `${anna}.db`));
  try {
    return work(db);
  } finally {
    db.close();
  }
};
const run = (sql: string, ...values: unknown[]) => inFile((db) => db.prepare(sql).run(...values));
const rowsOf = (table: string) =>
  inFile((db) => db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]);
const putRow = (table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row);
  run(
    `INSERT OR REPLACE INTO ${table} (${names.join(',')}) VALUES (${names.map(() => '?').join(',')})`,
    ...Object.values(row),
  );
};
const meta = (name: string) => rowsOf('meta').find((row) => row.name === name)!;
const evidence = () => readdirSync(folder()).filter((name) => name.includes('.altered-') && !name.endsWith('-wal'));
/** The next revision of a row, as it lies in the log of a transaction that was undone. SQLite's file format, 2.1: a record. */
const rowInLog = (id: string, now: Record<string, unknown>) => {
  const log = readFileSync(join(folder(), `${anna}.db-wal`));
  const [revision, wrapped, box] = [Number(now.revision) + 1, now.wrapped as Buffer, now.box as Buffer];
  for (let at = log.indexOf(id); at >= 0; at = log.indexOf(id, at + 1)) {
    // Behind the id: the expiry in six bytes, the revision in one.
    const from = at + id.length + 7;
    const found = {
      wrapped: Buffer.from(log.subarray(from, from + wrapped.length)),
      box: Buffer.from(log.subarray(from + wrapped.length, from + wrapped.length + box.length)),
    };
    if (log[from - 1] === revision && found.wrapped.equals(wrapped) && !found.box.equals(box))
      return { ...now, revision, ...found };
  }
  throw new Error('no such row in the log');
};
const sweep = (timeConfirmed = false) =>
  sweepVaults({
    profile: profile.folder,
    keychain: profile.keychain.keychainFor(service),
    clock: profile.clock,
    timeConfirmed,
  });

/** Three notes of one session that was locked. */
const prepared = async () => {
  const session = await openSession(profile, anna);
  const ids = [await session.note('first'), await session.note('second'), await session.note('third')] as const;
  await session.flush();
  return { session, ids };
};
const titles = async (session: Awaited<ReturnType<typeof openSession>>) => {
  const list = await session.notes.call('notes.list', {});
  return list.ok ? list.value.map(({ title }) => title).sort() : [];
};
/** Opens twice: what was found is told once, with a copy of the file as it was, and the second opening is silent. */
const toldOnce = async (data: { expected: number; found: number }) => {
  const session = await openSession(profile, anna);
  expect(session.altered).toEqual({ keptAside: expect.stringContaining(`${anna}.db.altered-`) as string });
  await session.waitFor(() => session.events.some(({ draft }) => draft.type === 'notes.altered'));
  const told = session.events.filter(({ draft }) => draft.type === 'notes.altered');
  expect(told.map(({ draft }) => [draft.outcome, draft.data])).toEqual([
    ['failed', { owner: anna, keptAside: true, ...data }],
  ]);
  expect(evidence()).toHaveLength(1);
  await session.flush();
  const again = await openSession(profile, anna);
  expect(again.altered).toBeNull();
  return session;
};

describe('a row of a note', () => {
  test('that was removed is seen; the others open', async () => {
    const { ids } = await prepared();
    run('DELETE FROM notes WHERE id = ?', ids[1]);
    expect(await titles(await toldOnce({ expected: 3, found: 2 }))).toEqual(['first', 'third']);
  });

  test('that was put back to an older revision is seen', async () => {
    const { session, ids } = await prepared();
    const older = rowsOf('notes').find(({ id }) => id === ids[0])!;
    await session.write(ids[0], 'first, corrected');
    await session.flush();
    putRow('notes', older);
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['first', 'second', 'third']);
  });

  test('that was deleted by hand and is put back is seen', async () => {
    const { session, ids } = await prepared();
    const gone = rowsOf('notes').find(({ id }) => id === ids[2])!;
    await session.notes.call('notes.delete', { id: ids[2] });
    await session.flush();
    putRow('notes', gone);
    await toldOnce({ expected: 2, found: 3 });
  });

  test('whose contents were exchanged with another’s is seen, and neither opens', async () => {
    const { ids } = await prepared();
    const [one, other] = [ids[0], ids[1]].map((id) => rowsOf('notes').find((row) => row.id === id)!);
    putRow('notes', { ...one, wrapped: other!.wrapped, box: other!.box });
    putRow('notes', { ...other, wrapped: one!.wrapped, box: one!.box });
    const session = await toldOnce({ expected: 3, found: 3 });
    expect(await titles(session)).toEqual(['third']);
    await expect.poll(() => session.events.filter(({ draft }) => draft.type === 'note.damaged')).toHaveLength(2);
  });

  test('whose text alone was put back, under its newer key, is seen, and does not open', async () => {
    const { session, ids } = await prepared();
    const older = rowsOf('notes').find(({ id }) => id === ids[0])!;
    await session.write(ids[0], 'first, corrected');
    await session.flush();
    const newer = rowsOf('notes').find(({ id }) => id === ids[0])!;
    putRow('notes', { ...newer, box: older.box });
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['second', 'third']);
  });

  test('that is changed while the vault is open is seen, even where its owner has written it anew', async () => {
    const { session, ids } = await prepared();
    run('UPDATE notes SET box = zeroblob(600) WHERE id = ?', ids[0]);
    expect(await session.write(ids[0], 'first, goes on')).toMatchObject({ state: 'saved' });
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['first, goes on', 'second', 'third']);
  });

  /** A note in which somebody has written for a while, as it lay there then and lies there now. */
  const written = async () => {
    const { session, ids } = await prepared();
    const rowNow = () => rowsOf('notes').find((row) => row.id === ids[0])!;
    await session.write(ids[0], 'first, so far');
    const then = rowNow();
    await session.write(ids[0], 'first, so far and on');
    return { session, id: ids[0], then, now: rowNow() };
  };
  const spoilt = (box: unknown) => (box as Buffer).map((byte, at) => (at === 100 ? byte ^ 1 : byte));

  test('that was put back to an earlier moment of the same stretch of writing is seen', async () => {
    const { session, then } = await written();
    await session.flush();
    putRow('notes', then);
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['first, so far', 'second', 'third']);
  });

  test('whose text alone was put back to such a moment, under the same key, is seen, and does not open', async () => {
    const { session, then, now } = await written();
    await session.flush();
    expect(now.wrapped).toEqual(then.wrapped);
    putRow('notes', { ...now, box: then.box });
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['second', 'third']);
  });

  test.each([
    ['put back', ({ then }: Awaited<ReturnType<typeof written>>) => then],
    ['spoilt in its text', ({ now }: Awaited<ReturnType<typeof written>>) => ({ ...now, box: spoilt(now.box) })],
    ['given another revision', ({ now }: Awaited<ReturnType<typeof written>>) => ({ ...now, revision: 7 })],
    ['said to be damaged', ({ now }: Awaited<ReturnType<typeof written>>) => ({ ...now, damaged: 1 })],
  ])('that is %s while somebody writes in it is seen, though it is written anew at once', async (_how, change) => {
    const scene = await written();
    putRow('notes', change(scene));
    expect(await scene.session.write(scene.id, 'first, to the end')).toMatchObject({ state: 'saved' });
    await scene.session.flush();
    const session = await toldOnce({ expected: 3, found: 3 });
    expect(await titles(session)).toEqual(['first, to the end', 'second', 'third']);
  });

  /** Writes the row whether or not the statement that is to write it does, and says that nothing was written. */
  const twice = (first = '') => `CREATE TRIGGER twice BEFORE UPDATE OF box ON notes WHEN OLD.box IS NOT NEW.box BEGIN
    ${first} UPDATE notes SET revision = NEW.revision, wrapped = NEW.wrapped, box = NEW.box WHERE id = OLD.id;
    SELECT RAISE(IGNORE); END`;
  const builtAnew = (primaryKey: boolean, id: string) => {
    inFile((db) => {
      const { sql } = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'notes'").get() as { sql: string };
      const key = sql.includes('PRIMARY KEY') ? 'TEXT PRIMARY KEY' : 'TEXT';
      db.exec('ALTER TABLE notes RENAME TO former');
      db.exec(sql.replace(key, primaryKey ? 'TEXT PRIMARY KEY' : 'TEXT'));
      db.exec('INSERT OR IGNORE INTO notes SELECT * FROM former');
      if (!primaryKey) db.prepare('INSERT INTO notes SELECT * FROM former WHERE id = ?').run(id);
      db.exec('DROP TABLE former; CREATE INDEX IF NOT EXISTS notes_by_expiry ON notes (expires)');
    });
  };

  test.each([
    {
      how: 'a trigger',
      weaken: () => inFile((db) => db.exec(twice())),
      mend: () => inFile((db) => db.exec('DROP TRIGGER twice')),
    },
    {
      how: 'a second row of it',
      weaken: (id: string) => {
        builtAnew(false, id);
      },
      mend: (id: string) => {
        builtAnew(true, id);
      },
    },
  ])(
    'that $how under an open vault keeps from being written as it should is not called saved',
    async ({ weaken, mend }) => {
      const { session, id, now } = await written();
      weaken(id);
      expect(await session.write(id, 'first, to the end')).toMatchObject({ state: 'failed', code: 'storage' });
      mend(id);
      await session.waitFor(() => session.states.at(-1)?.state === 'saved');
      await session.flush();
      putRow('notes', now);
      await toldOnce({ expected: 3, found: 3 });
    },
  );

  test('is not opened in a file in which a trigger waits for it', async () => {
    const { session } = await written();
    await session.flush();
    inFile((db) =>
      db.exec(
        `CREATE TABLE kept AS SELECT * FROM notes WHERE 0; ${twice('INSERT INTO kept SELECT * FROM notes WHERE id = OLD.id;')}`,
      ),
    );
    expect(await startVault(profile, anna, key).take<FromVault>('fault')).toMatchObject({ kind: 'damaged' });
  });

  test('that could not be written, and that somebody has seen and put there meanwhile, is told', async () => {
    const { session, id, now } = await written();
    // Fails when the pages lie in the log already; so does a full disk.
    inFile((db) =>
      db.exec(`CREATE TABLE junk (bytes BLOB); CREATE TRIGGER fails BEFORE UPDATE ON meta BEGIN
        INSERT INTO junk VALUES (zeroblob(20000000)); SELECT RAISE(ABORT, 'no'); END`),
    );
    expect(await session.write(id, 'first, to the end')).toMatchObject({ state: 'failed' });
    const seen = rowInLog(id, now);
    inFile((db) => db.exec('DROP TRIGGER fails; DROP TABLE junk'));
    putRow('notes', seen);
    await session.waitFor(() => session.states.at(-1)?.state === 'saved');
    await session.flush();
    putRow('notes', now);
    await toldOnce({ expected: 3, found: 3 });
  });

  test.each([
    ['id', 'BLOB'],
    ['revision', 'TEXT'],
    ['expires', 'TEXT'],
  ])('whose %s is the same but of another type (%s), in a table built anew, is seen', async (column, type) => {
    await prepared();
    inFile((db) => {
      const { sql } = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'notes'").get() as { sql: string };
      db.exec('ALTER TABLE notes RENAME TO strict_notes');
      db.exec(sql.replace(/\bSTRICT\b/, '').replaceAll(/\b(TEXT|INTEGER)\b/g, ''));
      db.exec('INSERT INTO notes SELECT * FROM strict_notes; DROP TABLE strict_notes');
      db.exec(`UPDATE notes SET ${column} = CAST(${column} AS ${type})`);
    });
    const session = await openSession(profile, anna);
    expect(session.altered).not.toBeNull();
    expect(await titles(session)).toEqual([]);
  });

  test('whose hour has lost its key is told as damaged and as changed, once, and stands as it lies there from then on', async () => {
    const { ids } = await prepared();
    const keychain = profile.keychain.keychainFor(service);
    for (const { account } of await keychain.list()) if (account.startsWith('shred:')) await keychain.delete(account);
    run('UPDATE notes SET damaged = 1 WHERE id = ?', ids[0]);
    const session = await toldOnce({ expected: 3, found: 3 });
    expect(await titles(session)).toEqual([]);
    await session.flush();
    run('UPDATE notes SET box = zeroblob(600) WHERE id = ?', ids[1]);
    expect((await openSession(profile, anna)).altered).not.toBeNull();
  });

  test('that was moved to another hour is seen at both', async () => {
    const { ids } = await prepared();
    run('UPDATE notes SET expires = expires + ? WHERE id = ?', 24 * hour, ids[0]);
    await toldOnce({ expected: 3, found: 3 });
  });

  test('that was made by somebody else, with an instant beyond all time, is seen', async () => {
    const { ids } = await prepared();
    const row = rowsOf('notes').find(({ id }) => id === ids[0])!;
    putRow('notes', { ...row, id: '0192f0c0-3333-7000-8000-000000000003', expires: 9_223_372_036_854_775_000n });
    expect(await titles(await toldOnce({ expected: 0, found: 1 }))).toEqual(['first', 'second', 'third']);
  });

  test('that was marked as closed, or as told to be damaged, by somebody else is seen', async () => {
    const { ids } = await prepared();
    run('UPDATE notes SET closed = zeroblob(32) WHERE id = ?', ids[0]);
    await sweep();
    expect(await titles(await toldOnce({ expected: 0, found: 0 }))).toEqual(['first', 'second', 'third']);
    run('UPDATE notes SET damaged = 1 WHERE id = ?', ids[0]);
    expect((await openSession(profile, anna)).altered).not.toBeNull();
  });

  test('that is removed while the vault is open is seen, and nothing written to it is called saved', async () => {
    const { session, ids } = await prepared();
    run('DELETE FROM notes WHERE id = ?', ids[0]);
    expect(await session.write(ids[0], 'into nothing')).toMatchObject({ state: 'failed', code: 'storage' });
    expect(await session.write(ids[1], 'second, goes on')).toMatchObject({ state: 'saved' });
    expect(await titles(await toldOnce({ expected: 3, found: 2 }))).toEqual(['second, goes on', 'third']);
  });

  test('cannot be taken away as if it had expired', async () => {
    const { ids } = await prepared();
    const [{ expires }] = rowsOf('notes') as [{ expires: number }];
    run('DELETE FROM notes WHERE id IN (?, ?, ?)', ...ids);
    putRow('shredded', { expires, mac: Buffer.alloc(32) });
    await toldOnce({ expected: 3, found: 0 });
  });
});

describe('beside the notes', () => {
  test('an older place of the person that is put back is seen', async () => {
    const { session } = await prepared();
    const at = (query: string) => ({ screen: 'notes', note: null, caret: null, scroll: 0, query }) as const;
    await session.notes.call('view.save', at('one'));
    await session.flush();
    const older = meta('view');
    await session.notes.call('view.save', at('two'));
    await session.flush();
    putRow('meta', older);
    await toldOnce({ expected: 0, found: 0 });
  });

  test('an event that is removed together with its number is seen', async () => {
    const session = await openSession(profile, anna, { keepEvents: false });
    await session.note('first');
    const older = meta('outbox');
    await session.note('second');
    await session.flush();
    run('DELETE FROM outbox WHERE n = 2');
    putRow('meta', older);
    await toldOnce({ expected: 0, found: 0 });
  });

  test('a manifest that is changed, or gone, keeps the file closed: it is named damaged', async () => {
    await prepared();
    const whole = meta('manifest');
    for (const harm of [
      "UPDATE meta SET value = zeroblob(120) WHERE name = 'manifest'",
      "DELETE FROM meta WHERE name = 'manifest'",
    ]) {
      run(harm);
      expect(await startVault(profile, anna, key).take<FromVault>('fault')).toMatchObject({ kind: 'damaged' });
      putRow('meta', whole);
    }
    expect((await openSession(profile, anna)).altered).toBeNull();
  });

  test('an older manifest with the rows of its time is a file put back', async () => {
    const { session, ids } = await prepared();
    const [older, rows] = [meta('manifest'), rowsOf('notes')];
    await session.notes.call('notes.delete', { id: ids[0] });
    await session.flush();
    putRow('meta', older);
    for (const row of rows) putRow('notes', row);
    expect(await startVault(profile, anna, key).take<FromVault>('fault')).toMatchObject({ kind: 'rolled-back' });
  });

  test('a manifest put back under a living vault is not built upon', async () => {
    const { session, ids } = await prepared();
    const older = meta('manifest');
    await session.write(ids[0], 'first, corrected');
    putRow('meta', older);
    expect(await session.write(ids[1], 'second, corrected')).toMatchObject({ state: 'failed', code: 'storage' });
    expect(await session.write(ids[0], 'first, corrected again')).toMatchObject({ state: 'failed', code: 'storage' });
  });
});

describe('what is nobody’s doing', () => {
  test('expiry by a sweep or by the vault is not mistaken for a removal, even when the clock is then set back', async () => {
    const early = await openSession(profile, anna, { expiresIn: hour / 4 });
    await early.note('ends first');
    early.parent.send({ type: 'note-expiry', at: profile.clock.now() + 5 * hour });
    await early.note('stays');
    await early.flush();
    await sweep();
    profile.clock.pass(hour / 2);
    expect(await sweep()).toMatchObject({ notesExpired: 1 });
    profile.clock.jump(-hour / 2 + 60_000);
    await sweep(true);
    const after = await openSession(profile, anna);
    expect(after.altered).toBeNull();
    expect(await titles(after)).toEqual(['stays']);
    expect(rowsOf('shredded')).toEqual([]);
    profile.clock.pass(6 * hour);
    await after.waitFor(() => after.events.some(({ draft }) => draft.type === 'notes.expired'));
    profile.clock.jump(-6 * hour);
    await sweep(true);
    expect((await openSession(profile, anna)).altered).toBeNull();
  });

  test('a note that the clock has closed is not mistaken for a forged mark', async () => {
    const session = await openSession(profile, anna);
    await session.note('held back');
    await session.flush();
    await sweep();
    profile.clock.jump(24 * hour);
    await sweep();
    profile.clock.jump(-24 * hour);
    const again = await openSession(profile, anna);
    expect(again.altered).toBeNull();
    expect(await titles(again)).toEqual([]);
  });

  test('damage of one note is told as damage, and what was found is kept aside as it was', async () => {
    const { ids } = await prepared();
    run('UPDATE notes SET box = zeroblob(600) WHERE id = ?', ids[0]);
    const before = readFileSync(join(folder(), `${anna}.db-wal`));
    expect(await titles(await toldOnce({ expected: 3, found: 3 }))).toEqual(['second', 'third']);
    const [copy] = evidence();
    expect(readFileSync(join(folder(), `${copy}-wal`)).equals(before)).toBe(true);
  });

  test('another person’s notes open as ever', async () => {
    const { ids } = await prepared();
    const other = await openSession(profile, boris);
    await other.note('not touched');
    await other.flush();
    run('DELETE FROM notes WHERE id = ?', ids[0]);
    const again = await openSession(profile, boris);
    expect(again.altered).toBeNull();
    expect(await titles(again)).toEqual(['not touched']);
  });
});
