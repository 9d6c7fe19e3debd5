import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import { openAuditLog } from '../../electron/desk/audit/audit-log.ts';
import {
  createDeskProfile,
  openDatabase,
  openLog,
  removeDeskProfile,
  signingService,
  type DeskProfile,
} from '../support/desk-log.ts';

let profile: DeskProfile;
beforeEach(() => {
  profile = createDeskProfile();
});
afterEach(() => {
  removeDeskProfile(profile);
});

const item = 'anchor:chain';
const items = () => profile.keychain.items.get(signingService) ?? new Map<string, string>();
const file = (name = 'desk.db') => join(profile.folder, name);
const rows = (log: AuditLog) =>
  log
    .page({ types: null, person: null, date: null, beforeSeq: null, limit: 50, zone: 'UTC' }, () => null)
    .rows.reverse();
const types = (log: AuditLog) => rows(log).map(({ type }) => type);

/** A session: some calls, a lock, the console closed. */
async function live(work: (log: AuditLog) => void = (log) => void log.signHead()): Promise<void> {
  const { log } = await openLog(profile);
  log.record('call.began', {});
  work(log);
  await close(log);
}
async function close(log: AuditLog): Promise<void> {
  await log.anchored();
  log.close();
}
function keep(name: string): void {
  copyFileSync(file(), file(name));
}
function putBack(name: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file(`desk.db${suffix}`), { force: true });
  copyFileSync(file(name), file());
}
/** @returns whether the next start finds an older copy. */
async function isFound(): Promise<boolean> {
  const { log } = await openLog(profile);
  const waiting = log.rolledBack();
  await close(log);
  return waiting !== null;
}

describe('an older copy of desk.db', () => {
  it('is seen and kept aside; the log goes on in a new chain that says so, and proves whole', async () => {
    await live();
    keep('older');
    await live();
    putBack('older');
    const { log } = await openLog(profile);
    const keptAside = log.rolledBack()?.keptAside ?? '';
    expect(keptAside).toMatch(/desk\.db\.rolled-back-\d{8}T\d{6}Z$/);
    const [first] = rows(log);
    expect(readFileSync(keptAside).includes(Buffer.from(String(first?.data['publicKey'])))).toBe(true);
    expect(rows(log).slice(2)).toMatchObject([
      { type: 'chain.closed', data: { reason: 'rolled-back' } },
      { type: 'chain.opened' },
      { type: 'fault.found', outcome: 'failed', data: { fault: 'audit-rolled-back', keptAside: true } },
    ]);
    expect(await log.prove()).toEqual({ length: 5, whole: true, firstWrong: null });
    await close(log);
  });

  it('signs nothing for a number of the chain that was cut off', async () => {
    await live();
    keep('older');
    await live();
    putBack('older');
    const { db, log } = await openLog(profile);
    const signed = db.prepare<[], { chain: number; seq: number }>('SELECT chain, seq FROM heads').all();
    expect(signed).toEqual([{ chain: 1, seq: 1 }]);
    await close(log);
  });

  it('is seen when it has grown beyond the anchor by another history', async () => {
    await live();
    keep('older');
    const before = new Map(items());
    await live();
    const after = new Map(items());
    putBack('older');
    profile.keychain.items.set(signingService, before);
    for (let session = 0; session < 5; session += 1) await live();
    profile.keychain.items.set(signingService, after);
    expect(await isFound()).toBe(true);
  });

  it('is seen when only the end of the chain was cut off, with its signatures', async () => {
    await live();
    await live();
    const db = openDatabase(profile);
    db.exec('DELETE FROM heads WHERE seq > 1; DELETE FROM events WHERE at > 1');
    db.close();
    expect(await isFound()).toBe(true);
  });

  it('is seen when the file is gone altogether, and when the anchor is', async () => {
    await live();
    items().delete(item);
    expect(await isFound()).toBe(true);
    items().set(item, 'no anchor');
    expect(await isFound()).toBe(true);
    rmSync(file());
    expect(await isFound()).toBe(true);
    rmSync(file());
    items().delete(item);
    expect(await isFound()).toBe(true);
  });

  it('is mended by nothing but a lead’s word, which is in the log; the copy put back again is found again', async () => {
    await live();
    keep('older');
    await live();
    putBack('older');
    expect(await isFound()).toBe(true);
    expect(await isFound()).toBe(true);
    const { log } = await openLog(profile);
    expect(types(log).filter((type) => type === 'fault.found')).toHaveLength(1);
    log.acceptRollback('kit', null);
    log.acceptRollback('kit', null);
    expect(log.rolledBack()).toBeNull();
    expect(rows(log).filter(({ type }) => type === 'rollback.accepted')).toMatchObject([
      { data: { database: 'log', via: 'kit', shut: 0 } },
    ]);
    log.signHead();
    await close(log);
    expect(await isFound()).toBe(false);
    putBack('older');
    expect(await isFound()).toBe(true);
  });
});

describe('the chain’s anchor', () => {
  it('follows each lock, sign-out and batch, and none of them behind a commit: any earlier one is still true', async () => {
    const anchors: string[] = [];
    const { log } = await openLog(profile);
    for (let lock = 0; lock < 5; lock += 1) {
      log.record('call.began', {});
      log.signHead();
      await log.anchored();
      anchors.push(items().get(item) ?? '');
    }
    log.record('call.began', {});
    await close(log);
    expect(new Set(anchors).size).toBe(5);
    for (const anchor of anchors) {
      items().set(item, anchor);
      expect(await isFound()).toBe(false);
    }
  });

  it('costs nothing for an event by itself', async () => {
    const { log } = await openLog(profile);
    const before = profile.keychain.writes();
    for (let event = 0; event < 100; event += 1) log.record('call.began', {});
    await log.anchored();
    expect(profile.keychain.writes()).toBe(before);
    await close(log);
  });

  it('never names what was undone: a transaction that fails after it signed leaves no false alarm', async () => {
    const { log } = await openLog(profile);
    expect(() => {
      log.transaction(() => {
        log.record('call.began', {});
        log.signHead();
        throw new Error('undone');
      });
    }).toThrow('undone');
    await close(log);
    expect(await isFound()).toBe(false);
  });

  it('that the keychain does not take is brought up by the next lock', async () => {
    const { log } = await openLog(profile);
    profile.keychain.fail('locked');
    log.record('call.began', {});
    log.signHead();
    await log.anchored();
    profile.keychain.fail(null);
    const before = items().get(item);
    log.record('call.ended', { seconds: 1 });
    log.signHead();
    await close(log);
    expect(items().get(item)).not.toBe(before);
    expect(await isFound()).toBe(false);
  });
});

describe('a start that is killed at the n-th write to the keychain', () => {
  /** Dies instead of the n-th write, or just after it. */
  async function startDying(at: number, stored: boolean): Promise<boolean> {
    const real = profile.keychain.keychainFor(signingService);
    let writes = 0;
    let died = false;
    const dying: Keychain = {
      ...real,
      set: async (account, secret) => {
        if (died) throw new Error('dead');
        if (writes === at) {
          died = true;
          if (stored) await real.set(account, secret);
          throw new Error('killed');
        }
        writes += 1;
        await real.set(account, secret);
      },
    };
    const db = openDatabase(profile);
    const deps = { db, clock: profile.clock, version: '0.1.0', siteName: () => 'North', keychain: dying };
    await openAuditLog(deps).catch(() => undefined);
    db.close();
    return died;
  }
  const deaths = [0, 1, 2, 3].flatMap((at) => [false, true].map((stored) => [at, stored] as const));

  it.each(deaths)('the first: no false alarm (write %i, stored: %s)', async (at, stored) => {
    expect(await startDying(at, stored)).toBe(true);
    const { log } = await openLog(profile);
    expect(types(log)).toEqual(['chain.opened']);
    expect(log.rolledBack()).toBeNull();
    await close(log);
  });

  it.each(deaths)(
    'of an older copy: found, told once, still waiting for a lead (write %i, stored: %s)',
    async (at, stored) => {
      await live();
      keep('older');
      await live();
      putBack('older');
      const died = await startDying(at, stored);
      // Such a start writes the new chain's key, then its anchor.
      expect(died).toBe(at < 2);
      const { log } = await openLog(profile);
      expect(log.rolledBack()).not.toBeNull();
      expect(types(log).filter((type) => type === 'fault.found')).toHaveLength(1);
      expect(await log.prove()).toMatchObject({ whole: true });
      await close(log);
      expect(await isFound()).toBe(true);
    },
  );

  it.each(deaths)('after every key was lost: a lost key, no older copy (write %i, stored: %s)', async (at, stored) => {
    await live();
    items().clear();
    expect(await startDying(at, stored)).toBe(true);
    const { log } = await openLog(profile);
    expect(log.rolledBack()).toBeNull();
    expect(types(log)).toEqual(['chain.opened', 'call.began', 'chain.closed', 'chain.opened']);
    await close(log);
  });
});
