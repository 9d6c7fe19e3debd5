import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuditLog, type AuditLog } from '../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { migrations } from '../../electron/desk/store/migrations.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { createSigningKey } from '../../shared/chain/keys.ts';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent } from '../../shared/events/index.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import {
  createDeskProfile,
  openDatabase,
  openLog,
  removeDeskProfile,
  signingService,
  tryLog,
  type DeskProfile,
} from '../support/desk-log.ts';

let profile: DeskProfile;
beforeEach(() => {
  profile = createDeskProfile();
});
afterEach(() => {
  removeDeskProfile(profile);
});

const items = () => profile.keychain.items.get(signingService) ?? new Map<string, string>();
const file = (name = 'desk.db') => join(profile.folder, name);
const types = (log: AuditLog) =>
  log
    .page({ types: null, person: null, date: null, beforeSeq: null, limit: 50, zone: 'UTC' }, () => null)
    .rows.map(({ type }) => type)
    .reverse();
/** A log with an event, a signature and a closed file. */
async function leaveLog(): Promise<{ chain: string }> {
  const { log } = await openLog(profile);
  log.record('call.began', {});
  log.signHead();
  await log.anchored();
  log.close();
  return { chain: log.chain };
}

describe('the signing key', () => {
  it('is made at the first start, lies in the keychain under its chain’s id, and nowhere in the profile', async () => {
    const { chain } = await leaveLog();
    expect([...items().keys()]).toEqual(['seal:desk', `signing:${chain}`, 'anchor:chain']);
    const secret = items().get(`signing:${chain}`) ?? '';
    const bytes = readFileSync(file());
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
  });

  it('lost: the old chain is closed as lost, a new one goes on after it, and both stay and are exported', async () => {
    const old = await leaveLog();
    items().clear();
    const { log } = await openLog(profile);
    expect(log.chain).not.toBe(old.chain);
    expect(types(log)).toEqual(['chain.opened', 'call.began', 'chain.closed', 'chain.opened']);
    log.record('call.ended', { seconds: 1 });
    expect(await log.prove()).toEqual({ length: 5, whole: true, firstWrong: null });
    const unsigned = await proveExport([log.exportLog()]);
    expect(unsigned.problems).toMatchObject([{ fault: 'unsigned', chain: old.chain, seq: 2 }]);
    const keys = unsigned.chains.map(({ publicKey }) => publicKey);
    const report = await proveExport([log.exportLog()], [], keys);
    expect(report.problems).toEqual([]);
    expect(report.chains).toMatchObject([
      { chain: old.chain, events: 3, signedUpTo: 1, closed: true, followedBy: log.chain },
      { chain: log.chain, events: 2, signedUpTo: 1, opening: { follows: { chain: old.chain, seq: 2 } } },
    ]);
    expect(log.after(-1, 10).map(({ seq }) => seq)).toEqual([0, 1]);
    log.close();
  });

  it('that is not the chain’s own stops the log and is not overwritten', async () => {
    const { chain } = await leaveLog();
    for (const secret of [createSigningKey().secret, 'no key']) {
      items().set(`signing:${chain}`, secret);
      const db = openDatabase(profile);
      expect(await tryLog(profile, db)).toMatchObject({ ok: false, code: 'audit-damaged' });
      db.close();
      expect(items().get(`signing:${chain}`)).toBe(secret);
      expect(items().size).toBe(3);
    }
  });

  it.each(['missing', 'locked'] as const)(
    'behind a keychain that is %s stops the log, and no chain is begun',
    async (kind) => {
      profile.keychain.fail(kind);
      const db = openDatabase(profile);
      expect(await tryLog(profile, db)).toMatchObject({ ok: false, code: `keychain-${kind}` });
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
      profile.keychain.fail(null);
      expect((await tryLog(profile, db)).ok).toBe(true);
      db.close();
    },
  );

  it.each([false, true])(
    'whose first start died around the keychain (stored: %s) is finished by the next',
    async (stored) => {
      const real = profile.keychain.keychainFor(signingService);
      const dying: Keychain = {
        ...real,
        set: async (item, secret) => {
          if (stored) await real.set(item, secret);
          throw new Error('power cut');
        },
      };
      const db = openDatabase(profile);
      const deps = { db, clock: profile.clock, version: '0.1.0', siteName: () => 'North' };
      await expect(openAuditLog({ ...deps, keychain: dying })).rejects.toThrow('power cut');
      const log = await openAuditLog({ ...deps, keychain: real });
      expect(log.ok && types(log.value)).toEqual(['chain.opened']);
      expect(log.ok && items().has(`signing:${log.value.chain}`)).toBe(true);
      expect([...items().keys()].filter((item) => item.startsWith('signing:'))).toHaveLength(1);
      expect(log.ok && log.value.rolledBack()).toBeNull();
      db.close();
    },
  );

  it('whose database is gone begins no silent first run: the new chain says so, once', async () => {
    await leaveLog();
    rmSync(file());
    for (let start = 0; start < 2; start += 1) {
      const { log } = await openLog(profile);
      expect(types(log)).toEqual(['chain.opened', 'fault.found', 'fault.found']);
      expect(log.rolledBack()).not.toBeNull();
      log.close();
    }
  });

  it('of a database that was put aside and back again is named in the one that came back', async () => {
    await leaveLog();
    copyFileSync(file(), file('aside.db'));
    rmSync(file());
    await leaveLog();
    copyFileSync(file('aside.db'), file());
    const { log } = await openLog(profile);
    const begun = ['chain.closed', 'chain.opened', 'fault.found', 'fault.found'];
    expect(types(log)).toEqual(['chain.opened', 'call.began', ...begun]);
    expect(log.rolledBack()).not.toBeNull();
    log.close();
  });
});

describe('desk.db', () => {
  const damage: [string, () => void][] = [
    [
      'overwritten at its beginning',
      () => {
        writeFileSync(file(), Buffer.alloc(4096, 'x'), { flag: 'r+' });
      },
    ],
    [
      'cut in half',
      () => {
        truncateSync(file(), Math.floor(readFileSync(file()).length / 2));
      },
    ],
    [
      'no database',
      () => {
        writeFileSync(file(), 'not a database, but text\n'.repeat(100));
      },
    ],
    [
      'another program’s database',
      () => {
        rmSync(file());
        new Database(file()).exec('CREATE TABLE mine (value TEXT)').close();
      },
    ],
  ];

  it.each(damage)('that is %s is named, left alone, and kept aside as a copy', async (_what, harm) => {
    await leaveLog();
    harm();
    const before = readFileSync(file());
    const opened = openDeskDatabase(profile.folder);
    expect(opened).toMatchObject({ ok: false, code: 'damaged' });
    expect(readFileSync(file()).equals(before)).toBe(true);
    const copy = opened.ok ? '' : String(opened.detail?.keptAside);
    expect(readFileSync(copy).equals(before)).toBe(true);
    expect(openDeskDatabase(profile.folder)).toEqual(opened);
  });

  it('of a newer version is named and left alone', async () => {
    await leaveLog();
    const db = new Database(file());
    db.pragma(`user_version = ${migrations.length + 1}`);
    db.close();
    const before = readFileSync(file());
    expect(openDeskDatabase(profile.folder)).toEqual({ ok: false, code: 'newer' });
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('of an older version takes the steps that it lacks and keeps what it holds', async () => {
    mkdirSync(profile.folder, { recursive: true });
    const db = new Database(file());
    db.exec(migrations[0] ?? '');
    db.pragma(`application_id = ${0x434c444b}`);
    db.pragma('user_version = 1');
    db.prepare("INSERT INTO texts VALUES (x'00', x'00', 'kept')").run();
    db.close();
    const opened = openDatabase(profile);
    expect(opened.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(opened.prepare('SELECT text FROM texts').pluck().get()).toBe('kept');
    opened.close();
  });

  it('is durable and erases what it deletes', () => {
    const db = openDatabase(profile);
    const settings = ['journal_mode', 'synchronous', 'secure_delete'].map((name) => db.pragma(name, { simple: true }));
    expect(settings).toEqual(['wal', 2, 1]);
    db.close();
  });

  it('in a folder that cannot be written is named', () => {
    const script = `
      import { openDeskDatabase } from './electron/desk/store/desk-database.ts';
      console.log(JSON.stringify(openDeskDatabase(${JSON.stringify(profile.folder)})));`;
    chmodSync(profile.folder, 0o555);
    // Root may write anywhere, so the question is asked as an ordinary user.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', ...user });
    chmodSync(profile.folder, 0o755);
    expect(run.stdout, run.stderr).toBe('{"ok":false,"code":"storage"}\n');
    expect(existsSync(file())).toBe(false);
  });

  it('whose end does not fit stops the log instead of going on behind it', async () => {
    await leaveLog();
    const harms = [
      'UPDATE events SET time = time + 1 WHERE at = 1',
      'UPDATE events SET leaf = zeroblob(32) WHERE at = 0',
      'DELETE FROM events WHERE at = 1',
      'UPDATE heads SET signature = zeroblob(64)',
      `UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), '"time":1', '"time":2') AS BLOB) WHERE at = 1`,
    ];
    for (const harm of harms) {
      const db = openDatabase(profile);
      db.exec('BEGIN');
      db.exec(harm);
      expect(await tryLog(profile, db), harm).toMatchObject({ ok: false, code: 'audit-damaged' });
      db.exec('ROLLBACK');
      db.close();
    }
    const { log } = await openLog(profile);
    log.close();
  });
});

describe('a full disk', () => {
  const answers = Object.fromEntries(Array.from({ length: 330 }, (_, item) => [`item-${item}`, 'x'.repeat(45)]));
  const bulky = { list: crypto.randomUUID(), answers, comments: {}, exceptions: [], late: false };
  const call = (n: number): OutboxEntry => ({
    source: 'accounts',
    n,
    draft: draftEvent(crypto.randomUUID(), 0, null, 'checklist.submitted', bulky),
  });

  it('takes nothing by halves: the outbox is refused, and goes on when there is room again', async () => {
    const { db, log } = await openLog(profile);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 20}`);
    const entries = Array.from({ length: 10 }, (_, index) => call(index + 1));
    expect(log.accept(entries)).toBe(false);
    expect(types(log)).toEqual(['chain.opened']);
    expect(() => {
      for (;;) log.record('checklist.submitted', bulky);
    }).toThrow();
    db.pragma('max_page_count = 1000000');
    const before = log.state().length;
    expect(log.accept(entries)).toBe(true);
    expect(log.state().length).toBe(before + 10);
    expect(await log.prove()).toMatchObject({ whole: true });
    log.close();
  });

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!canMount)('of 1 MiB is filled to the last page, and the chain opens again whole', async () => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', profile.folder]);
    expect(mounted.status).toBe(0);
    try {
      const spare = file('spare');
      writeFileSync(spare, Buffer.alloc(64 * 1024));
      const { log } = await openLog(profile);
      let n = 0;
      while (log.accept([call(n + 1)])) n += 1;
      expect(n).toBeGreaterThan(5);
      expect(log.state().length).toBe(n + 1);
      log.close();
      // Room for the write-ahead log of the next start.
      rmSync(spare);
      const { log: again } = await openLog(profile);
      expect(await again.prove()).toEqual({ length: n + 1, whole: true, firstWrong: null });
      again.close();
    } finally {
      spawnSync('umount', [profile.folder]);
    }
  });
});
