import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import type { Sync } from '../../electron/desk/sync/index.ts';
import { readToken, writeToken } from '../../shared/sync/token.ts';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { createDeskProfile, openLog, removeDeskProfile, type DeskProfile } from '../support/desk-log.ts';
import { startSync } from '../support/start-sync.ts';

const device = '0192f0c0-aaaa-7000-8000-000000000001';
let central: TestCentral;
let profile: DeskProfile;
let db: DeskDatabase;
let log: AuditLog;
let sync: Sync;

beforeEach(async () => {
  central = await startTestCentral();
  profile = createDeskProfile();
  profile.clock.jump(central.now() - profile.clock.now());
  ({ db, log } = await openLog(profile));
  sync = startSync({ db, log }, profile.clock, device);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await sync.stop();
  log.close();
  await central.end();
  removeDeskProfile(profile);
});

const until = (state: ReturnType<Sync['state']>['state']) => expect.poll(() => sync.state().state).toBe(state);
const happen = () => {
  log.record('call.began', {});
};
const count = (type: string) =>
  log.after(-1, 500).filter(({ bytes }) => Buffer.from(bytes).toString().includes(`"type":"${type}"`)).length;

describe('a desk whose log was put back to an older state', () => {
  it('is told of the conflict, writes it down once, keeps its queue and sends nothing more', async () => {
    await sync.enrol(await central.token());
    await until('up-to-date');
    // The same chain and key, from before the last event, go on with another history.
    const older = log.syncedUpTo() - 1;
    db.exec(`DELETE FROM events WHERE at = ${older + 1}; DELETE FROM heads WHERE seq > ${older}`);
    log.markSynced(older);
    log.record('copy.made', {});
    await until('conflict');
    const { waiting } = sync.state();
    expect(waiting).toBeGreaterThan(0);
    expect(count('central.conflict')).toBe(1);
    sync.retryNow();
    await expect.poll(() => central.lines.filter(({ status }) => status === 409).length).toBeGreaterThan(1);
    await until('conflict');
    expect(count('central.conflict')).toBe(1);
    expect((await central.proof()).report.problems).toMatchObject([{ fault: 'conflict', chain: log.chain }]);
  });
});

describe('a desk that cannot go on', () => {
  it('because its own disk refuses keeps what central acknowledged waiting, and sends it again later', async () => {
    await sync.enrol(await central.token());
    await until('up-to-date');
    const full = vi.spyOn(log, 'markSynced').mockImplementation(() => {
      throw new Error('disk full');
    });
    happen();
    await until('offline');
    expect(sync.state()).toMatchObject({ waiting: 1, problem: 'central.storage' });
    full.mockRestore();
    sync.retryNow();
    await until('up-to-date');
    expect((await central.proof()).events).toBe(log.state().length);
  });

  it('because central does not know it says that it is refused, and keeps its queue', async () => {
    await sync.enrol(await central.token());
    await until('up-to-date');
    const other = await startTestCentral();
    db.prepare('UPDATE central SET url = ?, key_pin = ?').run(other.url(), readToken(await other.token())?.keyPin);
    await sync.stop();
    sync = startSync({ db, log }, profile.clock, device);
    happen();
    await until('refused');
    expect(sync.state()).toMatchObject({ waiting: 1, problem: 'central.not-signed' });
    await other.end();
  });

  it('because nobody answers is not held up when it wants to end', async () => {
    const silent = await listen(() => undefined);
    const token = readToken(await central.token())!;
    await sync.enrol(writeToken(token));
    await until('up-to-date');
    db.prepare('UPDATE central SET url = ?').run(`https://127.0.0.1:${silent.port}`);
    await sync.stop();
    sync = startSync({ db, log }, profile.clock, device);
    happen();
    await expect.poll(silent.connections).toBe(1);
    // Long before the 40 s that a request may take.
    const stopped = sync.stop().then(() => 'stopped');
    expect(await Promise.race([stopped, sleep(10_000).then(() => 'waits')])).toBe('stopped');
    silent.close();
  });

  it('because something else answers believes none of it', async () => {
    const answers = ['HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}', 'SSH-2.0-OpenSSH\r\n', '\0\0\0\0'];
    const token = readToken(await central.token())!;
    for (const answer of answers) {
      const odd = await listen((socket) => socket.end(answer));
      expect(await sync.enrol(writeToken({ ...token, url: `https://127.0.0.1:${odd.port}` }))).toMatchObject({
        ok: false,
        code: 'unreachable',
      });
      odd.close();
    }
    expect(sync.state().state).toBe('none');
    expect(count('central.enrolled')).toBe(0);
  });
});

describe('a desk that leaves central', () => {
  it('writes it down, sends nothing more, and can come back to the same log', async () => {
    await sync.enrol(await central.token());
    await until('up-to-date');
    const held = (await central.proof()).events;
    sync.leave();
    happen();
    await until('none');
    expect(sync.state()).toMatchObject({ url: null, waiting: 0 });
    expect(count('central.left')).toBe(1);
    expect((await central.proof()).events).toBe(held);
    expect(await sync.enrol(await central.token())).toMatchObject({ ok: true });
    await until('up-to-date');
    const { events, report } = await central.proof();
    expect(events).toBe(log.state().length);
    expect(report.problems).toEqual([]);
  });
});

async function listen(onSocket: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => sockets.length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
