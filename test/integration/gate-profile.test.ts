import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addOperator,
  asLead,
  createGateRig,
  openDrawer,
  owner,
  phone,
  service,
  setUp,
  signIn,
  type GateRig,
  type SetUp,
} from '../support/gate-rig.ts';

let prepared: GateRig;
let made: SetUp;
let rig: GateRig;
const file = () => join(rig.profile, 'accounts.db');
const found = async () => (await rig.startGate()).ready.profile;
const code = () => phone(rig.clock, made.secret).code();

beforeAll(async () => {
  prepared = createGateRig();
  made = await setUp(prepared);
  await addOperator(prepared, await openDrawer(prepared, made));
});
beforeEach(() => {
  rig = prepared.copy();
});

describe('a keychain', () => {
  it.each([
    ['missing', 'keychain-missing'],
    ['locked', 'keychain-locked'],
  ] as const)('that is %s is named, and nothing is written', async (kind, fault) => {
    rig.keychain.fail(kind);
    expect(await found()).toEqual({ state: 'fault', fault, keptAside: null });
    rig.keychain.fail(null);
    expect(await found()).toMatchObject({ state: 'ready' });
  });

  it('that was emptied is no first run: the files stay as they are', async () => {
    rig.keychain.items.get(service)?.delete('device');
    const before = readFileSync(file());
    expect(await found()).toEqual({ state: 'fault', fault: 'keychain-emptied', keptAside: null });
    expect(readFileSync(file()).equals(before)).toBe(true);
    expect(rig.keychain.items.get(service)?.has('device')).toBe(false);
  });

  it('that still has our item while the files are gone is no first run', async () => {
    rmSync(file());
    expect(await found()).toEqual({ state: 'fault', fault: 'profile-emptied', keptAside: null });
    expect(existsSync(file())).toBe(false);
  });
});

describe('an accounts.db', () => {
  const ways: Record<string, () => void> = {
    'with one changed byte in somebody\u2019s record': () => {
      changeByte((bytes) => bytes.indexOf(boxOf(made.account)) + 100);
    },
    'with a changed header': () => {
      changeByte(() => 3);
    },
    'cut in half': () => {
      truncateSync(file(), Math.floor(readFileSync(file()).length / 2 / 4096) * 4096);
    },
    'cut to nothing': () => {
      truncateSync(file(), 0);
    },
    'that is another kind of file': () => {
      writeFileSync(file(), 'not a database at all'.repeat(500));
    },
    'that is another database': () => {
      rmSync(file());
      const db = new Database(file());
      db.exec('CREATE TABLE something (x)');
      db.close();
    },
    'with a record removed': () => {
      edit((db) => db.prepare('DELETE FROM records WHERE id = ?').run(made.account));
    },
    'with a record of an earlier day put back': () => {
      const earlier = join(prepared.profile, 'accounts.db');
      edit((db) => {
        db.exec(`ATTACH '${earlier}' AS earlier`);
        db.exec('UPDATE records SET box = (SELECT box FROM earlier.records AS old WHERE old.id = records.id)');
      });
    },
    'with two records exchanged': () => {
      edit((db) => {
        const [one, other] = db.prepare<[], { id: string; box: Buffer }>('SELECT id, box FROM records').all();
        const put = db.prepare('UPDATE records SET box = ? WHERE id = ?');
        put.run(other?.box, one?.id);
        put.run(one?.box, other?.id);
      });
    },
    'with its ids as bytes, in a table built anew': () => {
      edit((db) => {
        db.exec('ALTER TABLE records RENAME TO strict_records; CREATE TABLE records (id PRIMARY KEY, kind, box)');
        db.exec(
          'INSERT INTO records SELECT CAST(id AS BLOB), kind, box FROM strict_records; DROP TABLE strict_records',
        );
      });
    },
    'without its state': () => {
      edit((db) => db.exec('DELETE FROM state'));
    },
    'without a table': () => {
      edit((db) => db.exec('DROP TABLE records'));
    },
  };

  it.each(Object.keys(ways))('%s is named damaged and kept aside; nothing is put in its place', async (way) => {
    await signIn(rig, owner.username, 'a wrong password, so that something changed', { code: code() });
    checkpoint();
    ways[way]?.();
    const damaged = readFileSync(file());
    const first = await found();
    if (first.state !== 'fault') throw new Error('not noticed');
    expect(first.fault).toBe('accounts-damaged');
    expect(first.keptAside).toMatch(/^accounts\.db\.damaged-\d{8}T\d{6}Z$/);
    expect(readFileSync(join(rig.profile, first.keptAside ?? '')).equals(damaged)).toBe(true);
    expect(existsSync(file())).toBe(true);
    // Seen again at the next start, without a second copy.
    rig.clock.pass(60_000);
    expect(await found()).toEqual(first);
    expect(readdirSync(rig.profile).filter((name) => /damaged-[^-]*$/.test(name))).toHaveLength(1);
  });

  it('of a newer version is named and left alone, byte for byte', async () => {
    edit((db) => db.pragma('user_version = 2'));
    const before = readFileSync(file());
    expect(await found()).toMatchObject({
      state: 'fault',
      fault: 'accounts-newer',
      keptAside: expect.stringMatching(/newer/) as string,
    });
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('of another device is named and kept aside', async () => {
    const other = createGateRig();
    await setUp(other);
    copyFileSync(join(other.profile, 'accounts.db'), file());
    expect(await found()).toMatchObject({
      fault: 'accounts-foreign',
      keptAside: expect.stringMatching(/foreign/) as string,
    });
  });

  it('that is mended opens again', async () => {
    const good = readFileSync(file());
    writeFileSync(file(), 'broken');
    expect(await found()).toMatchObject({ fault: 'accounts-damaged' });
    writeFileSync(file(), good);
    expect((await signIn(rig, owner.username, owner.password, { code: code() })).reply.ok).toBe(true);
  });

  it('that cannot be read is a fault of storage, not damage', async () => {
    renameSync(file(), `${file()}.away`);
    // A folder in its place can be opened by nobody, not even by root.
    mkdirSync(file());
    expect(await found()).toEqual({ state: 'fault', fault: 'storage', keptAside: null });
  });

  it('holds no name, no username and nothing of a password or code in the clear', () => {
    checkpoint();
    const text = readFileSync(file()).toString('latin1');
    for (const canary of [
      owner.name,
      owner.username,
      owner.password,
      made.secret,
      made.kitCode,
      ...made.recoveryCodes,
    ]) {
      expect(text).not.toContain(canary);
    }
  });
});

describe('events that a killed gate left behind', () => {
  it('are brought to main by the next one, once each', async () => {
    rig.appending(false);
    await signIn(rig, owner.username, 'wrong password', { code: code() });
    const before = rig.events.length;
    rig.appending(true);
    await (await rig.startGate()).take('swept');
    await (await rig.startGate()).take('swept');
    expect(rig.events).toHaveLength(before + 1);
  });

  it('and were changed on the disk are told as forged, under their number', async () => {
    rig.appending(false);
    await signIn(rig, owner.username, 'wrong password', { code: code() });
    edit((db) => db.exec("UPDATE outbox SET draft = replace(draft, 'refused', 'ok')"));
    rig.appending(true);
    await (await rig.startGate()).take('swept');
    const last = rig.events.at(-1);
    expect(last?.draft).toMatchObject({ type: 'outbox.forged', data: { source: 'accounts', n: last?.n } });
  });
});

describe('events that somebody takes out of the file', () => {
  /** An operator becomes a lead, and main does not live to hear of it. */
  const promote = async () => {
    const grant = await openDrawer(rig, made);
    const { person } = await addOperator(rig, grant, { username: 'boris' });
    const { id, name, team, temporary, endsOn } = person;
    rig.appending(false);
    await asLead(rig, grant, 'people.edit', { id, name, team, temporary, endsOn, role: 'lead' });
    rig.appending(true);
  };

  it('are missed at the next start, under their number: nobody becomes a lead without a trace', async () => {
    await promote();
    const before = rig.events.length;
    edit((db) => db.exec('DELETE FROM outbox'));
    await (await rig.startGate()).take('swept');
    const n = (rig.events[before - 1]?.n ?? 0) + 1;
    expect(rig.events.slice(before)).toMatchObject([
      { n, draft: { type: 'outbox.gap', outcome: 'failed', data: { source: 'accounts', expected: n, found: n + 1 } } },
    ]);
    await signIn(rig, owner.username, owner.password, { code: code() });
    expect(rig.events.map((event) => event.n)).toEqual(rig.events.map((_, at) => at + 1));
  });
});

describe('a disk that takes nothing', () => {
  it('refuses the sign-in: an attempt that cannot be counted is not looked at', async () => {
    const points: string[] = [];
    const gate = await rig.startGate((point) => points.push(point));
    await gate.take('swept');
    const holder = new Database(file(), { timeout: 0 });
    holder.exec('BEGIN IMMEDIATE');
    const request = { username: owner.username, password: owner.password, factor: { code: code() } };
    const reply = await gate.open().call('sign-in', request);
    holder.exec('ROLLBACK');
    holder.close();
    expect(reply).toEqual({ ok: false, code: 'storage' });
    expect(points).toEqual(['before-commit']);
    expect((await signIn(rig, owner.username, owner.password, { code: code() })).reply.ok).toBe(true);
  });
});

function edit(work: (db: Database.Database) => unknown): void {
  const db = new Database(file());
  work(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function boxOf(account: string): Buffer {
  let box: Buffer = Buffer.alloc(0);
  edit((db) => {
    const row = db.prepare<[string], { box: Buffer }>('SELECT box FROM records WHERE id = ?').get(account);
    box = row?.box ?? box;
  });
  // The first bytes: a longer box goes on in other pages.
  return box.subarray(0, 64);
}

function checkpoint(): void {
  edit(() => undefined);
}

function changeByte(at: (bytes: Buffer) => number): void {
  const bytes = readFileSync(file());
  const place = at(bytes);
  bytes[place] = (bytes[place] ?? 0) ^ 0x55;
  writeFileSync(file(), bytes);
}
