import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sync } from '../../electron/desk/sync/index.ts';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { exportLog } from '../../server/export.ts';
import { startCentral, type Central } from '../../server/start-central.ts';
import { openStore } from '../../server/store/database.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { readToken, writeToken } from '../../shared/sync/token.ts';
import { createDeskProfile, openLog, removeDeskProfile, type DeskProfile } from '../support/desk-log.ts';
import { startSync } from '../support/start-sync.ts';

const device = '0192f0c0-aaaa-7000-8000-000000000001';
let folder: string;
let central: Central;
let profile: DeskProfile;
let db: DeskDatabase;
let log: AuditLog;
let sync: Sync;
let port = 0;

const startServer = async (more: { allowPreview?: boolean; now?: () => number } = {}) => {
  const address = { folder, host: '127.0.0.1', port, url: null, version: '0.1.0' };
  central = await startCentral({ ...address, allowPreview: false, now: profile.clock.now, ...more });
  port = Number(new URL(central.url).port);
};

const startDesk = async (kind: 'product' | 'preview' = 'product') => {
  const opened = await openLog(profile);
  ({ db, log } = opened);
  sync = startSync(opened, profile.clock, device, { kind });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-central-'));
  profile = createDeskProfile();
  port = 0;
  await startServer();
  await startDesk();
});
afterEach(async () => {
  await sync.stop();
  log.close();
  await central.close();
  removeDeskProfile(profile);
  rmSync(folder, { recursive: true, force: true });
});

const happen = (count: number) => {
  log.transaction(() => {
    for (let each = 0; each < count; each += 1) log.record('session.locked', { cause: 'key', masked: 0 });
  });
};
const until = (state: ReturnType<Sync['state']>['state']) => expect.poll(() => sync.state().state).toBe(state);
const allReceived = async () => {
  await expect.poll(() => sync.state().waiting).toBe(0);
  await until('up-to-date');
};

/** Another desk with another device and chain, at the same time of day. */
async function secondDesk() {
  const own = createDeskProfile();
  own.clock.jump(profile.clock.now() - own.clock.now());
  const opened = await openLog(own);
  const other = startSync(opened, own.clock, '0192f0c0-aaaa-7000-8000-000000000002', { site: 'South' });
  const close = async () => {
    await other.stop();
    opened.log.close();
    removeDeskProfile(own);
  };
  return { sync: other, close };
}

/** What central holds, as an auditor gets it. */
async function held() {
  const store = await openStore(folder);
  const chunks: Uint8Array[] = [];
  const counts = await exportLog(store, '0.1.0', profile.clock.now(), (bytes) => {
    chunks.push(bytes);
    return Promise.resolve();
  });
  await store.destroy();
  return { ...counts, report: await proveExport(chunks) };
}

describe('a desk that is enrolled to central', () => {
  it('sends everything that happened before, and what happens later by itself', async () => {
    happen(1200);
    expect(await sync.enrol(await central.token())).toEqual({ ok: true, value: null });
    await allReceived();
    expect((await held()).events).toBe(log.state().length);
    happen(3);
    expect(sync.state()).toMatchObject({ waiting: 3, waitingSince: profile.clock.now() });
    await allReceived();
    const { events, report } = await held();
    expect(events).toBe(log.state().length);
    expect(report.problems).toEqual([]);
    expect(report.chains[0]).toMatchObject({ chain: log.chain, signedUpTo: log.state().length - 1 });
  });

  it('says how many events wait, but not since when, where the oldest of them is damaged', async () => {
    await sync.enrol(await central.token());
    await allReceived();
    await central.close();
    happen(3);
    db.prepare('UPDATE events SET bytes = ? WHERE at = ?').run(Buffer.from('{"x'), log.state().length - 3);
    expect(sync.state()).toMatchObject({ waiting: 3, waitingSince: null });
  });

  it('works on while central is down, says how many events wait and since when, and catches up by itself', async () => {
    await sync.enrol(await central.token());
    await allReceived();
    await central.close();
    happen(5);
    await until('offline');
    expect(sync.state()).toMatchObject({ waiting: 5, problem: 'central.unreachable' });
    expect(sync.state().waitingSince).not.toBeNull();
    expect(sync.state().nextTry).not.toBeNull();
    await startServer();
    await allReceived();
    expect((await held()).events).toBe(log.state().length);
  });

  it('goes on after a restart of the desk and of central where it was', async () => {
    await sync.enrol(await central.token());
    await allReceived();
    await sync.stop();
    log.close();
    await central.close();
    await startServer();
    await startDesk();
    happen(2);
    await allReceived();
    expect((await held()).events).toBe(log.state().length);
  });

  it('whose acknowledged events are sent again keeps them once', async () => {
    happen(10);
    await sync.enrol(await central.token());
    await allReceived();
    log.markSynced(3);
    expect(sync.state().waiting).toBeGreaterThan(5);
    sync.retryNow();
    await allReceived();
    expect((await held()).events).toBe(log.state().length);
  });

  it('with a wrong clock signs once more by central’s time, and says so in the log once', async () => {
    await central.close();
    await startServer({ now: () => profile.clock.now() + 3_600_000 });
    expect(await sync.enrol(await central.token())).toMatchObject({ ok: true });
    await allReceived();
    happen(1);
    await allReceived();
    const types = log
      .after(-1, 100)
      .map(({ bytes }) => (JSON.parse(Buffer.from(bytes).toString()) as { type: string }).type);
    expect(types.filter((type) => type === 'central.clock-offset')).toHaveLength(1);
  });
});

describe('a line that fails', () => {
  it('at random, in both directions, loses and doubles no event', async () => {
    const proxy = await breakingProxy(port, 7);
    const token = readToken(await central.token())!;
    expect(await retryEnrol(writeToken({ ...token, url: `https://127.0.0.1:${proxy.port}` }))).toBe(true);
    for (let round = 0; round < 6; round += 1) {
      happen(300);
      const before = proxy.cuts();
      sync.retryNow();
      await expect.poll(() => proxy.cuts() > before || sync.state().waiting === 0).toBe(true);
    }
    proxy.heal();
    sync.retryNow();
    await allReceived();
    const { events, report } = await held();
    expect(events).toBe(log.state().length);
    expect(report.problems).toEqual([]);
    expect(proxy.cuts()).toBeGreaterThan(0);
    await proxy.close();
  });

  const retryEnrol = async (token: string) => {
    for (let tries = 0; tries < 20; tries += 1) if ((await sync.enrol(token)).ok) return true;
    return false;
  };
});

describe('another central', () => {
  it('with another key is recognised before a byte of ours is sent', async () => {
    const received: Buffer[] = [];
    const other = mkdtempSync(join(tmpdir(), 'cleandesk-other-'));
    const stranger = await startCentral({
      ...{ folder: other, host: '127.0.0.1', port: 0, url: null, allowPreview: false, version: '0.1.0' },
    });
    await sync.enrol(await central.token());
    await allReceived();
    await central.close();
    const relay = await relayTo(Number(new URL(stranger.url).port), port, received);
    happen(1);
    await until('wrong-identity');
    expect(sync.state()).toMatchObject({ problem: 'central.other-key' });
    // What went over the line is TLS's own handshake: the stranger's program never saw a request.
    const store = await openStore(other);
    expect(await store.selectFrom('requests').selectAll().execute()).toEqual([]);
    await store.destroy();
    expect(Buffer.concat(received).length).toBeLessThan(4096);
    await relay.close();
    await stranger.close();
    rmSync(other, { recursive: true, force: true });
    await startServer();
    sync.retryNow();
    await allReceived();
    const types = log
      .after(-1, 100)
      .map(({ bytes }) => (JSON.parse(Buffer.from(bytes).toString()) as { type: string }).type);
    expect(types.filter((type) => type === 'central.identity-wrong')).toHaveLength(1);
  });

  it('that shows a log which does not continue the one it showed is not believed', async () => {
    await sync.enrol(await central.token());
    await allReceived();
    await central.close();
    // The same keys on an emptied database in which another desk's events come first: central rewrote its log.
    for (const file of ['central.db', 'central.db-wal', 'central.db-shm']) rmSync(join(folder, file), { force: true });
    await startServer();
    const second = await secondDesk();
    expect(await second.sync.enrol(await central.token())).toMatchObject({ ok: true });
    await expect.poll(() => second.sync.state().state).toBe('up-to-date');
    await second.close();
    const store = await openStore(folder);
    await store
      .insertInto('devices')
      .values({ id: device, kind: 'product', version: '0', site: '', enrolled_at: 0 })
      .execute();
    await store
      .insertInto('chains')
      .values({
        ...{ id: log.chain, device, public_key: log.publicKey, seq: -1, head: '0'.repeat(64) },
        ...{ state: 'open', conflict_seq: null, enrolled_at: 0 },
      })
      .execute();
    await store.destroy();
    happen(1);
    await until('wrong-identity');
    expect(sync.state().problem).toBe('central.inconsistent');
  });
});

describe('a token', () => {
  it('enrols one device, once, while it is valid', async () => {
    const token = await central.token();
    profile.clock.pass(8 * 86_400_000);
    expect(await sync.enrol(token)).toMatchObject({ ok: false, code: 'bad-token' });
    const fresh = await central.token();
    expect(await sync.enrol('cleandesk-enrol-nonsense')).toMatchObject({ ok: false, code: 'bad-token' });
    expect(await sync.enrol(fresh)).toMatchObject({ ok: true });
    expect(await sync.enrol(fresh)).toMatchObject({ ok: false, code: 'already-enrolled' });
    const second = await secondDesk();
    expect(await second.sync.enrol(fresh)).toMatchObject({ ok: false, code: 'bad-token' });
    await second.close();
  });

  it('does not enrol a preview, unless central was started for that', async () => {
    await sync.stop();
    log.close();
    await startDesk('preview');
    expect(await sync.enrol(await central.token())).toMatchObject({ ok: false, code: 'bad-token' });
    await central.close();
    await startServer({ allowPreview: true });
    expect(await sync.enrol(await central.token())).toMatchObject({ ok: true });
  });

  it('of a central that cannot be reached says so', async () => {
    const token = await central.token();
    await central.close();
    expect(await sync.enrol(token)).toMatchObject({ ok: false, code: 'unreachable' });
    await startServer();
  });
});

/** A TCP line that is cut after a random number of bytes, again and again, until it is healed. */
async function breakingProxy(to: number, seed: number) {
  let state = seed;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  let broken = true;
  let cut = 0;
  const server = createServer((near) => {
    const far = dial(to, '127.0.0.1');
    let left = broken ? Math.floor(random() * 60_000) : Infinity;
    const carry = (from: Socket, other: Socket) => {
      from.on('data', (bytes: Buffer) => {
        left -= bytes.length;
        if (left > 0) other.write(bytes);
        else {
          other.write(bytes.subarray(0, Math.max(0, bytes.length + left)));
          cut += 1;
          near.destroy();
          far.destroy();
        }
      });
      from.on('close', () => other.destroy());
      from.on('error', () => other.destroy());
    };
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heal: () => (broken = false),
    cuts: () => cut,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function relayTo(to: number, at: number, received: Buffer[]) {
  const server = createServer((near) => {
    const far = dial(to, '127.0.0.1');
    near.on('data', (bytes: Buffer) => {
      received.push(bytes);
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  return { close: () => new Promise((resolve) => server.close(resolve)) };
}
