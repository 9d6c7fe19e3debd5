import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as eventId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityQuery, AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { parseEvent } from '../../shared/chain/event.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { verifyHead } from '../../shared/chain/head.ts';
import { verifySignature } from '../../shared/chain/keys.ts';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import { draftEvent } from '../../shared/events/index.ts';
import {
  createDeskProfile,
  openLog,
  removeDeskProfile,
  signingService,
  type DeskProfile,
} from '../support/desk-log.ts';

const anna = '0b0f1c7e-8a1d-4f6e-9a55-0a3c5ce7a001';
const dying = new URL('../support/die-in-transaction.ts', import.meta.url);
const boris = '0b0f1c7e-8a1d-4f6e-9a55-0a3c5ce7a002';

let profile: DeskProfile;
let db: DeskDatabase;
let log: AuditLog;

beforeEach(async () => {
  profile = createDeskProfile();
  ({ db, log } = await openLog(profile));
});
afterEach(() => {
  log.close();
  removeDeskProfile(profile);
});

const everything: ActivityQuery = {
  types: null,
  person: null,
  date: null,
  beforeSeq: null,
  limit: 200,
  zone: 'Europe/Moscow',
};
const page = (query: Partial<ActivityQuery> = {}) => log.page({ ...everything, ...query }, () => null);
const types = (query: Partial<ActivityQuery> = {}) => page(query).rows.map(({ type }) => type);
const call = (n: number, seconds = n, source = 'accounts'): OutboxEntry => ({
  source,
  n,
  draft: draftEvent(eventId(), profile.clock.now(), anna, 'call.ended', { seconds }),
});

describe('the desk’s log', () => {
  it('begins with the chain’s opening: its key, its site, and no chain before it', () => {
    const [row] = page().rows;
    expect(row).toMatchObject({
      seq: 0,
      type: 'chain.opened',
      data: { publicKey: log.publicKey, site: 'North', follows: null, version: '0.1.0' },
    });
    expect(log.state()).toEqual({ state: 'whole', chain: log.chain, length: 1, signedUpTo: -1 });
  });

  it('goes on with the same chain after a restart', async () => {
    log.record('call.began', {}, { actor: anna });
    const { chain, publicKey } = log;
    log.close();
    ({ db, log } = await openLog(profile));
    log.record('call.ended', { seconds: 1 });
    expect([log.chain, log.publicKey]).toEqual([chain, publicKey]);
    expect(await log.prove()).toEqual({ length: 3, whole: true, firstWrong: null });
  });

  it('refuses data that its type does not declare, and leaves opening and closing a chain to itself', () => {
    expect(() => {
      log.record('call.ended', { seconds: 1, note: 'text of a note' } as never);
    }).toThrow();
    expect(() => {
      log.record('chain.closed', { reason: 'handed-over' });
    }).toThrow();
    expect(log.state().length).toBe(1);
  });

  it('signs with its own key, and a head once for as long as nothing new happened', () => {
    const head = log.signHead();
    profile.clock.pass(1000);
    expect(log.signHead()).toEqual(head);
    expect(verifyHead(log.publicKey, head)).toBe(true);
    log.record('call.began', {});
    expect(log.signHead()).toMatchObject({ seq: 1, time: profile.clock.now() });
    expect(log.state().signedUpTo).toBe(1);
    const [first] = log.after(-1, 1);
    log.record('call.began', {});
    expect(log.signHead(first)).toEqual(head);
    expect(log.state().signedUpTo).toBe(1);
    const bytes = Buffer.from('request\n');
    expect(verifySignature(log.publicKey, bytes, Buffer.from(log.sign(bytes)).toString('base64url'))).toBe(true);
  });

  it('exports what verify proves, its head signed at that moment', async () => {
    log.record('call.began', {}, { actor: anna });
    const report = await proveExport([log.exportLog()]);
    expect(report.problems).toEqual([]);
    expect(report.chains).toMatchObject([{ chain: log.chain, publicKey: log.publicKey, events: 2, signedUpTo: 1 }]);
  });

  it('gives the sync every event’s exact bytes once, in order, and remembers what central has', () => {
    for (const seconds of [1, 2, 3]) log.record('call.ended', { seconds });
    const events = log.after(0, 2);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(events.map(({ bytes }) => parseEvent(bytes))).toMatchObject([{ value: { seq: 1 } }, { value: { seq: 2 } }]);
    expect(log.after(3, 10)).toEqual([]);
    expect(log.syncedUpTo()).toBe(-1);
    log.markSynced(0);
    log.markSynced(2);
    expect(log.syncedUpTo()).toBe(2);
    expect(page().rows.map(({ synced }) => synced)).toEqual([false, true, true, true]);
  });

  it('shows a damaged row where it stands, by what its columns still say, and every other as it is', async () => {
    for (const seconds of [1, 2, 3]) log.record('call.ended', { seconds }, { actor: anna });
    db.prepare('UPDATE events SET bytes = ? WHERE at = 2').run(Buffer.from('{"x'));
    const [, damaged, ...others] = log.page(everything, (id) => (id === anna ? 'Anna' : null)).rows;
    expect(damaged).toEqual({
      ...{ seq: 2, time: profile.clock.now(), actor: { id: anna, name: 'Anna' }, type: 'call.ended' },
      ...{ outcome: 'unreadable', data: {}, texts: {}, synced: false },
    });
    expect(others).toMatchObject([{ data: { seconds: 1 }, outcome: 'ok' }, { type: 'chain.opened' }]);
    db.prepare('UPDATE events SET actor = ? WHERE at = 2').run(Buffer.from('x'));
    expect(page().rows[1]).toMatchObject({ seq: 2, actor: null, outcome: 'unreadable' });
    expect(await log.prove()).toMatchObject({ whole: false, firstWrong: 2 });
  });

  it('tells its listeners once for all that was appended together', async () => {
    let told = 0;
    const stop = log.onAppended(() => {
      told += 1;
    });
    log.transaction(() => {
      log.record('call.began', {});
      log.record('call.ended', { seconds: 1 });
    });
    await Promise.resolve();
    expect(told).toBe(1);
    stop();
    log.record('call.began', {});
    await Promise.resolve();
    expect(told).toBe(1);
  });
});

describe('state and its event', () => {
  const states = () => db.prepare('SELECT count(*) FROM state').pluck().get();
  beforeEach(() => {
    db.exec('CREATE TABLE state (value TEXT)');
  });

  it('are committed together', () => {
    log.transaction(() => {
      db.exec("INSERT INTO state VALUES ('new')");
      log.record('call.began', {});
    });
    expect([states(), log.state().length]).toEqual([1, 2]);
  });

  it('are both undone when the work fails, and the chain goes on whole', async () => {
    const work = () =>
      log.transaction(() => {
        db.exec("INSERT INTO state VALUES ('new')");
        log.record('call.began', {});
        throw new Error('failed halfway');
      });
    expect(work).toThrow('failed halfway');
    expect([states(), log.state().length]).toEqual([0, 1]);
    log.record('call.began', {});
    expect(await log.prove()).toMatchObject({ length: 2, whole: true });
  });

  it('of a part that failed are undone without the rest of the transaction', async () => {
    log.transaction(() => {
      log.record('call.began', {});
      expect(() =>
        log.transaction(() => {
          log.record('call.ended', { seconds: 1 });
          throw new Error('inner');
        }),
      ).toThrow('inner');
      log.record('call.ended', { seconds: 2 });
    });
    expect(page().rows.map(({ data }) => data.seconds)).toEqual([2, undefined, undefined]);
    expect(await log.prove()).toMatchObject({ length: 3, whole: true });
  });

  it.each(['before', 'after'])('survive only together when the process is killed %s the event', async (when) => {
    log.close();
    const keys = JSON.stringify(Object.fromEntries(profile.keychain.items.get(signingService) ?? []));
    const run = spawnSync(process.execPath, [fileURLToPath(dying), profile.folder, keys, when]);
    expect(run.signal).toBe('SIGKILL');
    ({ db, log } = await openLog(profile));
    expect([states(), log.state().length]).toEqual([0, 1]);
    log.record('call.began', {});
    expect(await log.prove()).toMatchObject({ length: 2, whole: true });
  });
});

describe('the children’s outbox', () => {
  const numbers = () => page().rows.flatMap(({ type, data }) => (type === 'call.ended' ? [data.seconds] : []));

  it('is chained once, however often it is delivered', () => {
    const entries = [call(1), call(2)];
    expect(log.accept(entries)).toBe(true);
    expect(log.accept([...entries, call(3)])).toBe(true);
    expect(types()).toEqual(['call.ended', 'call.ended', 'call.ended', 'chain.opened']);
    expect(page().rows[0]?.actor?.id).toBe(anna);
  });

  it('with numbers missing says which, and loses nothing that came', () => {
    log.accept([call(1), call(4)]);
    expect(numbers()).toEqual([4, 1]);
    expect(page({ types: ['outbox.gap'] }).rows).toMatchObject([
      { data: { source: 'accounts', expected: 2, found: 4 } },
    ]);
    log.accept([call(5)]);
    expect(types({ types: ['outbox.gap'] })).toHaveLength(1);
  });

  it('counts each source for itself, from 1', () => {
    log.accept([call(1), call(1, 10, 'vault:a'), call(2, 11, 'vault:b')]);
    expect(page({ types: ['outbox.gap', 'outbox.forged'] }).rows).toMatchObject([
      { type: 'outbox.gap', data: { source: 'vault:b', expected: 1, found: 2 } },
    ]);
  });

  it('that uses a number for a second event is named as forged, and both events stay', () => {
    log.accept([call(1), call(2), call(3)]);
    log.accept([call(2, 20)]);
    expect(numbers()).toEqual([20, 3, 2, 1]);
    expect(page({ types: ['outbox.forged'] }).rows).toMatchObject([{ data: { source: 'accounts', n: 2 } }]);
    log.accept([call(3, 30)]);
    expect(types({ types: ['outbox.forged'] })).toHaveLength(1);
  });

  // Found by the campaign `tamper`, seed 20261206, run 234: main took no event any more.
  it.each(['-5', '9223372036854775807'])('is taken although somebody has written that %s had come before', (n) => {
    log.accept([call(1)]);
    db.exec(`UPDATE outbox_sources SET n = ${n}`);
    expect(log.accept([call(2)])).toBe(true);
    expect(page({ types: ['outbox.gap'] }).rows).toMatchObject([{ data: { expected: 1, found: 2 } }]);
  });

  it('that begins anew after a shredding says so once', () => {
    log.accept([call(1), call(2), call(3)]);
    log.accept([call(1, 10), call(2, 11)]);
    expect(numbers()).toEqual([11, 10, 3, 2, 1]);
    expect(page({ types: ['outbox.gap', 'outbox.forged'] }).rows).toMatchObject([
      { type: 'outbox.gap', data: { expected: 4, found: 1 } },
    ]);
  });

  it('that gives an id other content is named as forged and changes nothing', () => {
    const entry = call(1);
    log.accept([entry]);
    log.accept([{ ...entry, draft: { ...entry.draft, data: { seconds: 99 } } }]);
    expect(numbers()).toEqual([1]);
    expect(types({ types: ['outbox.forged'] })).toHaveLength(1);
  });

  it('can neither close a chain nor stop the others with an event that cannot be one', async () => {
    const closing = { ...call(1), draft: draftEvent(eventId(), 0, null, 'chain.closed', { reason: 'key-lost' }) };
    const huge = call(2);
    huge.draft.data = { seconds: 'x'.repeat(70_000) };
    expect(log.accept([closing, huge, call(3)])).toBe(true);
    expect(types()).toEqual(['call.ended', 'outbox.forged', 'outbox.forged', 'chain.opened']);
    expect(await log.prove()).toMatchObject({ whole: true });
  });
});

describe('free text', () => {
  it('that was changed in the file is not shown as what the log speaks of', () => {
    const reason = log.keepText('as it was written');
    const other = log.keepText('what somebody else wrote');
    db.prepare("UPDATE texts SET text = 'as it suits' WHERE digest = ?").run(Buffer.from(reason, 'hex'));
    expect(log.textOf(reason)).toBeNull();
    expect(log.textOf(other)).toBe('what somebody else wrote');
  });

  it('is found again by its digest until it is erased, and then nowhere in the files', () => {
    const text = 'Телефон на столе у окна';
    const reason = log.keepText(text);
    expect(log.keepText(text)).not.toBe(reason);
    log.record('checklist.returned', { list: eventId(), person: anna, reason }, { actor: boris });
    expect(page().rows[0]?.texts).toEqual({ [reason]: text });
    const files = () =>
      ['desk.db', 'desk.db-wal'].map((name) => readFileSync(join(profile.folder, name)).includes(text)).includes(true);
    expect(files()).toBe(true);
    for (const { digest } of db.prepare<[], { digest: Buffer }>('SELECT digest FROM texts').all()) {
      log.eraseText(digest.toString('hex'));
    }
    expect(log.textOf(reason)).toBeNull();
    expect(page().rows[0]?.texts).toEqual({});
    expect(files()).toBe(false);
  });

  it('erased within a transaction is gone from the files once that is over', async () => {
    const text = 'kept for a moment only';
    const digest = log.keepText(text);
    log.transaction(() => {
      log.eraseText(digest);
    });
    await Promise.resolve();
    expect(readFileSync(join(profile.folder, 'desk.db')).includes(text)).toBe(false);
    expect(readFileSync(join(profile.folder, 'desk.db-wal'))).toHaveLength(0);
  });
});

describe('activity', () => {
  const at = (iso: string) => Date.parse(iso);

  it('is filtered by type, and by a person as the one who acted or whom it concerned', () => {
    log.record('person.unlocked', { person: anna }, { actor: boris });
    log.record('call.began', {}, { actor: anna });
    log.record('notes.expired', { owner: anna, hour: 1, count: 2 });
    log.record('call.began', {}, { actor: boris });
    expect(types({ types: ['call.began'] })).toEqual(['call.began', 'call.began']);
    expect(types({ person: anna })).toEqual(['notes.expired', 'call.began', 'person.unlocked']);
    expect(types({ person: boris, types: ['call.began', 'person.unlocked'] })).toEqual([
      'call.began',
      'person.unlocked',
    ]);
  });

  it('names people while their names are known', () => {
    log.record('call.began', {}, { actor: anna });
    const nameOf = (id: string) => (id === anna ? 'Anna K.' : null);
    expect(log.page(everything, nameOf).rows[0]?.actor).toEqual({ id: anna, name: 'Anna K.' });
    expect(page().rows[0]?.actor).toEqual({ id: anna, name: null });
  });

  it('of a site date holds that day of the site’s zone, also where it has 25 hours', () => {
    const zone = 'Europe/Berlin';
    const times = ['2026-10-24T21:59:59Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'];
    times.forEach((time, seconds) => {
      log.record('call.ended', { seconds }, { time: at(time) });
    });
    const found = page({ date: '2026-10-25', zone, types: ['call.ended'] });
    expect(found.rows.map(({ data }) => data.seconds)).toEqual([2, 1]);
  });

  it('comes in pages that join without a gap', () => {
    for (let seconds = 1; seconds <= 5; seconds += 1) log.record('call.ended', { seconds });
    const first = page({ limit: 4 });
    const rest = page({ limit: 4, beforeSeq: first.rows.at(-1)?.seq ?? null });
    expect([first.more, rest.more]).toEqual([true, false]);
    expect([...first.rows, ...rest.rows].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1, 0]);
  });
});
