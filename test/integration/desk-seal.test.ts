import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import { createSettingsStore } from '../../electron/desk/policy/settings-store.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { eventBytes, parseEvent, type ChainEvent } from '../../shared/chain/event.ts';
import { eventHash } from '../../shared/chain/hash.ts';
import { defaultSettings } from '../../shared/settings.ts';
import {
  createDeskProfile,
  openLog,
  removeDeskProfile,
  signingService,
  type DeskProfile,
} from '../support/desk-log.ts';

let profile: DeskProfile;
beforeEach(async () => {
  profile = createDeskProfile();
  await live(({ db, log }) => {
    createSettingsStore(db, log).write({ ...defaultSettings, idleSeconds: 120 }, null);
    log.keepText('a slip of paper lay there');
  });
});
afterEach(() => {
  removeDeskProfile(profile);
});

type Open = { db: DeskDatabase; log: AuditLog };
const file = (name = 'desk.db') => join(profile.folder, name);

async function live(work: (open: Open) => void): Promise<void> {
  const open = await openLog(profile);
  work(open);
  open.log.signHead();
  await open.log.anchored();
  open.log.close();
}
/** Somebody who has the file, and neither the keychain nor the console's functions. */
function edit(sql: string): void {
  const db = new Database(file());
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}
/** The last event as the file has it. */
function lastEvent(): { event: ChainEvent; leaf: string } {
  const db = new Database(file());
  const row = db.prepare<[], { bytes: Buffer; leaf: Buffer }>('SELECT bytes, leaf FROM events ORDER BY at DESC').get();
  db.close();
  const event = row && parseEvent(row.bytes);
  if (!event?.ok) throw new Error('no event');
  return { event: event.value, leaf: row?.leaf.toString('hex') ?? '' };
}
/** What puts this event, whole in itself, in the place of another. */
function exchanged(event: ChainEvent, at: string): string {
  const bytes = eventBytes(event);
  const [leaf, id] = [eventHash(bytes), event.id.replaceAll('-', '')];
  const place = at === 'NEW.at' ? at : `(SELECT ${at} FROM events)`;
  return `UPDATE events SET leaf = x'${leaf}', bytes = x'${bytes.toString('hex')}', id = x'${id}', time = ${event.time}
    WHERE at = ${place}`;
}
async function nextStart<Value>(look: (open: Open) => Value): Promise<Value> {
  const open = await openLog(profile);
  const seen = look(open);
  await open.log.anchored();
  open.log.close();
  return seen;
}
const found = () => nextStart(({ log }) => log.rolledBack());
const faults = (log: AuditLog) =>
  log
    .page({ types: ['fault.found'], person: null, date: null, beforeSeq: null, limit: 50, zone: 'UTC' }, () => null)
    .rows.map(({ data }) => data);

describe('what somebody else does to desk.db is found at the next start', () => {
  test.each([
    ['a setting changed', "UPDATE settings SET value = '900' WHERE name = 'idleSeconds'"],
    ['a setting removed', 'DELETE FROM settings'],
    ['a setting added', "INSERT INTO settings VALUES ('checklistGate', 'true')"],
    ['a text removed', 'DELETE FROM texts'],
    // tamper, seed 20261130, runs 3239 and 3742: a text that does not fit its digest read like an erased one.
    ['a text exchanged', "UPDATE texts SET text = 'nothing lay there'"],
    ['a briefing made up', "INSERT INTO briefings VALUES ('019a0000-0000-7000-8000-0000000000be', 1, NULL)"],
    ['a policy’s acknowledgement made up', "INSERT INTO policy_acknowledgements VALUES ('anna', 1, 1)"],
    ['evidence made up', "INSERT INTO evidence VALUES (1, 'scan', 'yes', 'x', NULL, 1, '2027-01-01')"],
    ['events called sent that are not', 'UPDATE chains SET synced = 1'],
    ['an outbox called further than it is', "INSERT INTO outbox_sources VALUES ('accounts', 9)"],
    ['another central', "INSERT INTO central VALUES (1, 'https://x', 'k', 'l', 'o', 0, 'r', NULL)"],
    ['the seal removed', 'DELETE FROM seal'],
    ['the seal made up', 'UPDATE seal SET value = zeroblob(100)'],
    ['the seal too short to be one', "UPDATE seal SET value = x'00'"],
  ])('%s', async (_, sql) => {
    edit(sql);
    const waiting = await found();
    expect(waiting).toMatchObject({ database: 'desk' });
    expect(existsSync(waiting?.keptAside ?? '')).toBe(true);
  });

  it('rows put back with their seal, because the log has gone on since', async () => {
    copyFileSync(file(), file('older'));
    await live(({ db, log }) => {
      createSettingsStore(db, log).write({ ...defaultSettings, idleSeconds: 60 }, null);
    });
    edit(`ATTACH '${file('older')}' AS older;
      DELETE FROM settings; INSERT INTO settings SELECT * FROM older.settings;
      UPDATE seal SET value = (SELECT value FROM older.seal)`);
    expect(await found()).toMatchObject({ database: 'desk' });
  });

  it('the end of the log cut off behind the last signature', async () => {
    await nextStart(({ log }) => {
      log.record('call.began', {});
      log.record('call.ended', { seconds: 1 });
    });
    edit('DELETE FROM events WHERE at = (SELECT max(at) FROM events)');
    expect(await found()).toMatchObject({ database: 'desk' });
  });

  it('what was changed while the console ran, too', async () => {
    await nextStart(({ log }) => {
      edit("UPDATE settings SET value = '900' WHERE name = 'idleSeconds'");
      log.record('call.began', {});
    });
    expect(await found()).toMatchObject({ database: 'desk' });
  });

  describe.each<[string, (log: AuditLog) => void]>([
    [
      'alone',
      (log) => {
        log.record('call.began', {});
      },
    ],
    [
      'in a transaction',
      (log) => {
        log.transaction(() => {
          log.record('call.began', {});
        });
      },
    ],
  ])('while the log goes on %s', (_, goOn) => {
    test.each<[string, () => string]>([
      [
        'an event put at its end before',
        () => `INSERT INTO events SELECT at + 1, chain, seq + 1, randomblob(16), time, type, actor, subject, leaf, bytes
          FROM events ORDER BY at DESC LIMIT 1`,
      ],
      ['the last event exchanged before', () => exchanged({ ...lastEvent().event, outcome: 'refused' }, 'max(at)')],
      [
        'the event itself exchanged by a trigger in the file',
        () => {
          const { event, leaf } = lastEvent();
          const made = { ...event, id: uuid(), seq: event.seq + 1, prev: leaf, outcome: 'refused' } as const;
          return `CREATE TRIGGER z AFTER INSERT ON events BEGIN ${exchanged(made, 'NEW.at')}; END`;
        },
      ],
    ])('%s', async (_what, sql) => {
      await nextStart(({ log }) => {
        log.record('call.began', {});
        edit(sql());
        goOn(log);
      });
      edit('DROP TRIGGER IF EXISTS z');
      expect(await found()).toMatchObject({ database: 'desk' });
    });
  });

  it('that the seal’s table and its step are taken back does not make it a file of before there were seals', async () => {
    edit(`DROP TABLE seal; DROP TABLE handover; ALTER TABLE rollbacks DROP COLUMN database; PRAGMA user_version = 6;
      UPDATE settings SET value = '900' WHERE name = 'idleSeconds'`);
    expect(await found()).toMatchObject({ database: 'desk' });
  });

  it('and so is a seal whose key was taken out of the keychain', async () => {
    profile.keychain.items.get(signingService)?.delete('seal:desk');
    expect(await found()).toMatchObject({ database: 'desk' });
  });
});

describe('a file that was found changed', () => {
  beforeEach(() => {
    edit("UPDATE settings SET value = '900' WHERE name = 'idleSeconds'");
  });

  it('is told once, waits for a lead over every start, and the settings are those that the log knows', async () => {
    const seen = await nextStart(({ db, log }) => createSettingsStore(db, log).read());
    expect(seen).toEqual({ ...defaultSettings, idleSeconds: 120 });
    expect(await nextStart(({ log }) => faults(log))).toEqual([{ fault: 'desk-altered', keptAside: true }]);
    expect(await found()).toMatchObject({ database: 'desk' });
  });

  it('is gone on with once a lead has seen it, which is in the log', async () => {
    await nextStart(({ log }) => {
      log.acceptRollback('lead', null);
      const query = { types: ['rollback.accepted'], person: null, date: null, beforeSeq: null, limit: 9, zone: 'UTC' };
      expect(log.page(query, () => null).rows).toMatchObject([{ data: { database: 'desk', via: 'lead' } }]);
    });
    expect(await found()).toBeNull();
  });

  it('is found again when somebody takes away that a lead has to see it', async () => {
    await found();
    edit('UPDATE rollbacks SET accepted = 1');
    const { log } = await openLog(profile);
    expect(log.rolledBack()).toMatchObject({ database: 'desk' });
    expect(faults(log)).toHaveLength(2);
    log.close();
  });
});

describe('the seal gives no false alarm', () => {
  it('after what the console itself writes, alone and in transactions, undone ones too', async () => {
    await nextStart(({ db, log }) => {
      log.eraseText(log.keepText('erased'));
      db.exec("INSERT INTO outbox_sources VALUES ('accounts', 1)");
      db.exec("INSERT OR REPLACE INTO outbox_sources VALUES ('accounts', 2)");
      expect(() => {
        log.transaction(() => {
          log.keepText('undone');
          log.record('call.began', {});
          throw new Error('undone');
        });
      }).toThrow('undone');
      log.transaction(() => {
        expect(() => {
          log.transaction(() => {
            log.keepText('undone inside');
            log.record('call.ended', { seconds: 1 });
            throw new Error('undone');
          });
        }).toThrow('undone');
        log.keepText('kept');
        log.record('call.began', {});
      });
    });
    expect(await found()).toBeNull();
  });

  it('after a chain that central disputes, and after a kill in the middle of a transaction', async () => {
    const open = await openLog(profile);
    await open.log.beginChain();
    open.db.exec('BEGIN');
    open.log.record('call.began', {});
    copyFileSync(file(), file('killed'));
    copyFileSync(file('desk.db-wal'), file('killed-wal'));
    open.db.exec('ROLLBACK');
    await open.log.anchored();
    open.log.close();
    for (const part of ['', '-wal', '-shm']) rmSync(file(`desk.db${part}`), { force: true });
    copyFileSync(file('killed'), file());
    copyFileSync(file('killed-wal'), file('desk.db-wal'));
    expect(await found()).toBeNull();
  });

  it('for a file of before there were seals, once', async () => {
    edit('DROP TABLE seal; DROP TABLE handover; ALTER TABLE rollbacks DROP COLUMN database; PRAGMA user_version = 6');
    profile.keychain.items.get(signingService)?.delete('seal:desk');
    expect(await found()).toBeNull();
    expect(await found()).toBeNull();
  });
});
