import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../shared/chain/checkpoint.ts';
import { createSigningKey } from '../../shared/chain/keys.ts';
import { paths } from '../../shared/sync/wire.ts';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { ask, createWireDesk, type WireDesk } from '../support/wire-desk.ts';

let central: TestCentral;
let desk: WireDesk;

beforeEach(async () => {
  central = await startTestCentral();
  desk = createWireDesk(await central.token(), central.now);
  desk.write(10);
});
afterEach(() => central.end());

const refused = (status: number, code: string, more: Record<string, number> = {}) => ({
  status,
  body: { code, time: central.now(), ...more },
});

describe('a device that asks to be enrolled', () => {
  it('is answered with the log’s signed checkpoint', async () => {
    const { status, body } = await desk.enrol();
    expect(status).toBe(200);
    expect(body.origin).toBe(desk.token.origin);
    expect(openCheckpoint(String(body.checkpoint), desk.token.origin, desk.token.logKey)).toMatchObject({
      ok: true,
      value: { size: 0 },
    });
  });

  it('must hold the key that it names; a stranger with the token does not spend it', async () => {
    const stranger = createSigningKey();
    expect(await desk.enrol({ publicKey: stranger.publicKey })).toMatchObject(refused(401, 'not-signed'));
    expect(await desk.enrol({ device: randomUUID() })).toMatchObject(refused(401, 'not-signed'));
    expect((await desk.enrol()).status).toBe(200);
  });

  it('may ask again when the answer was lost, but the token is spent for every other', async () => {
    expect((await desk.enrol()).status).toBe(200);
    expect((await desk.enrol()).status).toBe(200);
    const other = createWireDesk(await central.token(), central.now);
    expect(await other.enrol({ secret: desk.token.secret })).toMatchObject(refused(403, 'secret'));
    expect(await other.enrol({ secret: 'x'.repeat(43) })).toMatchObject(refused(403, 'secret'));
    central.pass(8 * 86_400_000);
    expect(await other.enrol()).toMatchObject(refused(403, 'secret'));
  });

  it('cannot take over a chain that came with another key', async () => {
    expect((await desk.enrol()).status).toBe(200);
    const thief = createWireDesk(await central.token(), central.now);
    const who = { device: desk.device, chain: desk.chain };
    expect(await thief.enrol(who, { who })).toMatchObject(refused(403, 'device-known'));
    expect((await desk.send(0)).status).toBe(200);
  });

  it('can come back with a new chain that follows, when its key was lost', async () => {
    await desk.enrol();
    await desk.send(0);
    const next = createWireDesk(await central.token(desk.device), central.now, desk.device);
    expect((await next.enrol()).status).toBe(200);
    const opened = { publicKey: next.key.publicKey, site: 'North', version: '0.1.0' };
    const follows = { chain: desk.chain, seq: 9, head: desk.written[9]!.leaf };
    const first = next.event(0, { data: { ...opened, follows } });
    expect((await next.post(paths.events, next.batchOf(0, [first]))).status).toBe(200);
    const { report } = await central.proof();
    expect(report.problems).toEqual([]);
    expect(report.chains.find(({ chain }) => chain === desk.chain)?.followedBy).toBe(next.chain);
  });

  it('as a preview is refused, also later when central no longer takes previews', async () => {
    expect(await desk.enrol({ kind: 'preview' })).toMatchObject(refused(403, 'preview'));
    await central.restart({ allowPreview: true });
    expect((await desk.enrol({ kind: 'preview' })).status).toBe(200);
    expect((await desk.send(0)).status).toBe(200);
    await central.restart();
    expect(await desk.send(0)).toMatchObject(refused(403, 'preview'));
  });
});

describe('a request', () => {
  beforeEach(async () => {
    await desk.enrol();
  });

  it('without a good signature by the chain’s key is refused and leaves nothing', async () => {
    const body = desk.batchOf(
      0,
      desk.written.map(({ bytes }) => bytes),
    );
    const forged = createSigningKey().sign(body).toString('base64url');
    const forOtherPath = desk.credentials(paths.enrol, body);
    const forOtherBody = desk.credentials(paths.events, Buffer.from('other'));
    const authorizations = [null, 'Bearer x', desk.credentials(paths.events, body, { signature: forged })];
    for (const authorization of [...authorizations, forOtherPath, forOtherBody]) {
      expect(await desk.post(paths.events, body, { authorization })).toMatchObject(refused(401, 'not-signed'));
    }
    const stranger = createWireDesk(await central.token(), central.now);
    stranger.write(1);
    expect(await stranger.send(0)).toMatchObject(refused(401, 'not-signed'));
    expect((await central.proof()).events).toBe(0);
  });

  it('that was taken once is never taken again, not even after a restart', async () => {
    const body = desk.batchOf(0, [desk.written[0]!.bytes]);
    const authorization = desk.credentials(paths.events, body);
    expect((await desk.post(paths.events, body, { authorization })).status).toBe(200);
    expect(await desk.post(paths.events, body, { authorization })).toMatchObject(refused(401, 'replay'));
    await central.restart();
    expect(await desk.post(paths.events, body, { authorization })).toMatchObject(refused(401, 'replay'));
    central.pass(121_000);
    expect(await desk.post(paths.events, body, { authorization })).toMatchObject(refused(401, 'clock'));
  });

  it('is valid for 60 s, and a console whose clock is wrong is told central’s time', async () => {
    const at = (offset: number) => desk.send(0, 10, { who: { time: central.now() + offset } });
    expect(await at(-61_000)).toMatchObject(refused(401, 'clock'));
    expect(await at(61_000)).toMatchObject(refused(401, 'clock'));
    expect((await at(-59_000)).status).toBe(200);
    expect((await at(59_000)).status).toBe(200);
  });

  it('for another audience is not taken: a batch for one central cannot be replayed at another', async () => {
    const other = await startTestCentral();
    const there = createWireDesk(await other.token(), central.now);
    await there.enrol();
    const body = there.batchOf(0, [there.event(0)]);
    const authorization = there.credentials(paths.events, body);
    expect(await desk.post(paths.events, body, { authorization })).toMatchObject(refused(401, 'not-signed'));
    await other.end();
  });
});

describe('a batch', () => {
  beforeEach(async () => {
    await desk.enrol();
  });

  it('that comes twice, overlaps or comes in pieces is in the log once, in order', async () => {
    expect(await desk.send(0, 4)).toMatchObject({
      status: 200,
      body: { upTo: 3, included: { indices: [0, 1, 2, 3] } },
    });
    expect(await desk.send(0, 4)).toMatchObject({
      status: 200,
      body: { upTo: 3, included: { indices: [0, 1, 2, 3] } },
    });
    expect(await desk.send(2, 5)).toMatchObject({ status: 200, body: { upTo: 6 } });
    expect(await desk.send(0, 2)).toMatchObject({ status: 200, body: { upTo: 6, included: { indices: [0, 1] } } });
    expect(await desk.send(7)).toMatchObject({ status: 200, body: { upTo: 9 } });
    const { events, report } = await central.proof();
    expect(events).toBe(10);
    expect(report.problems).toEqual([]);
  });

  it('that comes before its turn is refused with the number to go on with', async () => {
    expect(await desk.send(5)).toMatchObject(refused(409, 'gap', { next: 0 }));
    await desk.send(0, 3);
    expect(await desk.send(5)).toMatchObject(refused(409, 'gap', { next: 3 }));
    expect((await desk.send(3)).status).toBe(200);
  });

  it('with one wrong event is refused as a whole, and says which', async () => {
    await desk.send(0, 3);
    const good = desk.written[3]!.bytes;
    const spaced = Buffer.from(Buffer.from(desk.written[4]!.bytes).toString().replace('{', '{ '));
    const wrong: [Uint8Array, string, number][] = [
      [spaced, 'bad-chain', 422],
      [desk.event(4, { prev: 'ab'.repeat(32) }), 'bad-chain', 422],
      [desk.event(4, { chain: randomUUID() }), 'bad-chain', 422],
      [desk.event(4, { seq: 5 }), 'bad-chain', 422],
      [desk.event(4, { data: { cause: 'key', masked: 0, note: 'text' } }), 'bad-chain', 422],
      [desk.event(4, { data: { cause: 'boredom', masked: 0 } }), 'bad-chain', 422],
      [desk.event(4, { type: 'chain.opened' }), 'bad-chain', 422],
      [desk.event(4, { type: 'from.the.future' }), 'unknown-type', 422],
    ];
    for (const [bytes, code, status] of wrong) {
      expect(await desk.sendThese(3, [good, bytes])).toMatchObject(refused(status, code, { seq: 4 }));
    }
    expect((await central.proof()).events).toBe(3);
    expect((await desk.send(3)).status).toBe(200);
  });

  it('must end in the event that its head signs', async () => {
    const events = desk.written.slice(0, 3).map(({ bytes }) => bytes);
    const shorter = desk.headOf(1, events[1]!);
    const forged = { ...desk.headOf(2, events[2]!), time: 1 };
    for (const head of [shorter, forged]) {
      expect(await desk.sendThese(0, events, { head })).toMatchObject(refused(422, 'bad-head'));
    }
  });

  it('must begin with the event that opens the chain under its own key', async () => {
    const opened = { publicKey: createSigningKey().publicKey, site: 'North', follows: null, version: '0.1.0' };
    for (const first of [desk.event(0, { data: opened }), desk.event(0, { type: 'console.stopped', data: {} })]) {
      expect(await desk.sendThese(0, [first])).toMatchObject(refused(422, 'bad-chain', { seq: 0 }));
    }
  });

  it('cannot go on after the chain was closed', async () => {
    await desk.send(0, 3);
    const closing = desk.event(3, { type: 'chain.closed', data: { reason: 'handed-over' } });
    expect((await desk.sendThese(3, [closing])).status).toBe(200);
    const late = desk.event(4, { prev: desk.headOf(3, closing).head });
    expect(await desk.sendThese(4, [late])).toMatchObject(refused(403, 'chain-closed', { seq: 4 }));
  });
});

describe('two different events for one number', () => {
  it('are both kept and proven, freeze the chain, and stay so after a restart', async () => {
    await desk.enrol();
    await desk.send(0);
    const rival = [desk.event(6, { time: 5 })];
    rival.push(desk.event(7, { prev: desk.headOf(6, rival[0]!).head }));
    expect(await desk.sendThese(6, rival)).toMatchObject(refused(409, 'conflict', { seq: 6 }));
    await central.restart();
    desk.write(1);
    expect(await desk.send(10)).toMatchObject(refused(409, 'conflict', { seq: 6 }));
    const { report, text } = await central.proof();
    expect(report.problems).toMatchObject([{ fault: 'conflict', chain: desk.chain, seq: 6 }]);
    for (const bytes of rival) expect(text).toContain(Buffer.from(bytes).toString('base64url'));
    const db = new Database(join(central.folder, 'central.db'), { readonly: true });
    const kept = db.prepare('SELECT bytes FROM conflicts ORDER BY seq').pluck().all() as Buffer[];
    db.close();
    expect(kept).toEqual(rival.map((bytes) => Buffer.from(bytes)));
  });

  it('are not made of rubbish: what is no event of the chain freezes nothing', async () => {
    await desk.enrol();
    await desk.send(0);
    expect(await desk.sendThese(6, [Buffer.from('{}')])).toMatchObject(refused(422, 'bad-chain', { seq: 6 }));
    desk.write(1);
    expect((await desk.send(10)).status).toBe(200);
  });
});

describe('malformed input', () => {
  it('is refused with a 4xx and leaves no trace, whatever it is', async () => {
    await desk.enrol();
    await desk.send(0, 5);
    const whole = desk.batchOf(
      5,
      desk.written.slice(5).map(({ bytes }) => bytes),
    );
    const spoilt = fc.tuple(fc.nat(whole.length - 1), fc.nat(254), fc.boolean()).map(([at, add, cut]) => {
      const copy = Buffer.from(whole);
      copy[at] = ((copy[at] ?? 0) + add + 1) % 256;
      return cut ? copy.subarray(0, at) : copy;
    });
    const shapes = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.json().map((text) => Buffer.from(text)),
      spoilt,
    );
    await fc.assert(
      fc.asyncProperty(shapes, fc.constantFrom(paths.events, paths.enrol), fc.boolean(), async (body, path, signed) => {
        const who = { time: central.now() };
        const { status } = await desk.post(path, body, signed ? { who } : { authorization: 'Cleandesk-Ed25519 e30' });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        // The limits are another test's subject.
        central.pass(1000);
      }),
      { numRuns: 200, seed: 20_261_124 },
    );
    const { events, report } = await central.proof();
    expect(events).toBe(5);
    expect(report.problems).toEqual([]);
    expect((await desk.send(5)).status).toBe(200);
  });

  it('in path, method or size is refused too, and counted', async () => {
    await desk.enrol();
    const body = new Uint8Array(0);
    const plain = (method: string, path: string) => ask(desk.token, { method, path, headers: {}, body });
    expect(await plain('GET', '/v1/events')).toMatchObject(refused(404, 'not-found'));
    expect(await plain('GET', '/../../etc/passwd')).toMatchObject(refused(404, 'not-found'));
    expect(await plain('GET', '/%zz')).toMatchObject(refused(400, 'malformed'));
    expect(await desk.enrol({ site: 'x'.repeat(5000) })).toMatchObject(refused(413, 'too-large'));
    const metrics = (await desk.get('/metrics')).raw.toString();
    expect(metrics).toContain('cleandesk_refused_total{code="not-found"} 2');
    expect(metrics).toContain('cleandesk_refused_total{code="too-large"} 1');
  });

  it('from a stranger is limited by address on every path, whatever desk it says it is', async () => {
    await desk.enrol();
    const tried = (number: number) => {
      if (number % 3 === 0) return desk.get(`/nothing-${number}`);
      if (number % 3 === 1) return desk.get('/checkpoint');
      return desk.post(paths.events, new Uint8Array(), { who: { device: randomUUID() } });
    };
    const statuses = new Map<number, number>();
    for (let from = 0; from < 1500; from += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, each) => tried(from + each)));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(statuses.get(429)).toBeGreaterThanOrEqual(200);
    expect(statuses.get(401)).toBeGreaterThan(0);
    central.pass(60_000);
    expect((await desk.send(0)).status).toBe(200);
  });

  it('does not spend a desk’s own share, which counts from its signature on, in batches and in bytes', async () => {
    await desk.enrol();
    const forged = { who: { signature: 'A'.repeat(86) } };
    const strangers = await Promise.all(Array.from({ length: 300 }, () => desk.send(0, 1, forged)));
    expect(new Set(strangers.map(({ status }) => status))).toEqual(new Set([401]));
    const own = [];
    for (let each = 0; each < 241; each += 1) own.push((await desk.send(0, 1)).status);
    expect(own.slice(0, 240)).toEqual(Array<number>(240).fill(200));
    expect(own[240]).toBe(429);
    central.pass(60_000);
    const large = Buffer.alloc(1_100_000, 'x');
    const answers = [];
    for (let each = 0; each < 62; each += 1) answers.push((await desk.post(paths.events, large)).status);
    expect(answers.slice(0, 61)).toEqual(Array<number>(61).fill(400));
    expect(answers[61]).toBe(429);
  });

  it('from somebody who tries tokens is soon not even read', async () => {
    const answers = await Promise.all(Array.from({ length: 70 }, () => desk.enrol({ secret: 'x' })));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect(answers.find(({ status }) => status === 429)?.body.code).toBe('too-many');
  });
});

describe('central', () => {
  it('says that it is well only while its database can be written', async () => {
    expect(await desk.get('/health')).toMatchObject({ status: 200, body: { status: 'ok', version: '0.1.0' } });
    const lock = new Database(join(central.folder, 'central.db'));
    lock.exec('BEGIN IMMEDIATE');
    central.pass(6000);
    expect(await desk.get('/health')).toMatchObject({ status: 503, body: { status: 'database' } });
    lock.exec('ROLLBACK');
    lock.close();
    central.pass(6000);
    expect((await desk.get('/health')).status).toBe(200);
  });

  // Once it was an error that nobody caught, and central ended: Node knows no address of a peer that is gone.
  it.each(['/%zz', '/health', paths.enrol])('goes on where somebody asks for %s and is gone at once', async (path) => {
    for (let each = 0; each < 40; each += 1) await askAndGo(central.url(), path);
    expect((await desk.get('/health')).status).toBe(200);
    expect(central.lines.filter(({ event }) => event === 'failed')).toEqual([]);
  });

  it('holds what comes again against the events that it has, not against a hash beside them', async () => {
    await desk.enrol();
    expect((await desk.send(0)).status).toBe(200);
    const file = new Database(join(central.folder, 'central.db'));
    file.prepare('UPDATE events SET leaf = ? WHERE seq = 4').run('0'.repeat(64));
    file.close();
    expect((await desk.send(0)).status).toBe(200);
    desk.write(5);
    expect((await desk.send(10)).status).toBe(200);
  });

  it('writes into its own log what was asked and how it ended, and nothing of what was said', async () => {
    await desk.enrol();
    await desk.send(0);
    await desk.send(20);
    const requests = central.lines.filter(({ event }) => event === 'request');
    expect(requests).toMatchObject([
      { route: 'POST /v1/enrol', status: 200, device: desk.device },
      { route: 'POST /v1/events', status: 200, device: desk.device },
      { route: 'POST /v1/events', status: 400, device: desk.device },
    ]);
    const text = JSON.stringify(central.lines);
    for (const said of [desk.token.secret, 'North', desk.chain, desk.key.publicKey]) expect(text).not.toContain(said);
  });
});

/** One request, and a reset in the place of waiting for its answer. */
async function askAndGo(url: string, path: string): Promise<void> {
  const raw = connect(Number(new URL(url).port), '127.0.0.1');
  // Whoever resets a connection hears of it, too.
  raw.on('error', () => undefined);
  const socket = connectSecurely({ socket: raw, rejectUnauthorized: false });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, () => raw.resetAndDestroy());
  await once(raw, 'close');
}
