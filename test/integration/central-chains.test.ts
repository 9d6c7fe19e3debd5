import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readToken } from '../../shared/sync/token.ts';
import { paths } from '../../shared/sync/wire.ts';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { createEnrolledDesk, type EnrolledDesk } from '../support/enrolled-desk.ts';
import { createWireDesk } from '../support/wire-desk.ts';

const device = '0192f0c0-aaaa-7000-8000-000000000001';
let central: TestCentral;
let desk: EnrolledDesk;

beforeEach(async () => {
  central = await startTestCentral();
  desk = await createEnrolledDesk(central.now, device);
});
afterEach(async () => {
  await desk.end();
  await central.end();
});

const until = (state: string) => expect.poll(() => desk.sync().state().state).toBe(state);
const allEvents = () => Number(desk.db().prepare('SELECT count(*) FROM events').pluck().get());
const secretOf = (token: string) => readToken(token)?.secret ?? '';
const refused = (status: number, code: string, more: Record<string, unknown> = {}) => ({
  status,
  body: { code, ...more },
});

describe('a desk whose signing key is lost', () => {
  it('brings central what its old chain still had to send, before anything else, and the whole export is proven', async () => {
    await desk.sync().enrol(await central.token());
    await until('up-to-date');
    const old = desk.log().chain;
    await desk.stop();
    await desk.start();
    await desk.sync().stop();
    // More than one batch, none of it signed.
    desk.happen(700);
    desk.log().close();
    desk.loseKey();
    await desk.start();
    expect(desk.sync().state().waiting).toBe(702);
    await until('refused');
    desk.sync().leave();
    expect(await desk.sync().enrol(await central.token(device))).toMatchObject({ ok: true });
    await until('up-to-date');
    expect(desk.sync().state().waiting).toBe(0);
    const { events, report } = await central.proof();
    expect(events).toBe(allEvents());
    // Without the keys beside it, an export says that only a follower vouches for that end; nothing else.
    const ofTheEnd: string[] = ['unsigned', 'vouched'];
    expect(report.problems.filter(({ fault }) => !ofTheEnd.includes(fault))).toEqual([]);
    expect(report.chains.find(({ chain }) => chain === old)).toMatchObject({
      events: 703,
      closed: true,
      followedBy: desk.log().chain,
    });
  });

  it('brings a central that never heard of the old chain all of it', async () => {
    desk.happen(3);
    for (let each = 0; each < 2; each += 1) {
      await desk.stop();
      desk.loseKey();
      await desk.start();
      desk.happen(2);
    }
    expect(await desk.sync().enrol(await central.token())).toMatchObject({ ok: true });
    await until('up-to-date');
    const { events, chains } = await central.proof();
    expect({ events, chains }).toEqual({ events: allEvents(), chains: 3 });
  });

  it('and whose accounts were made anew comes back by a token that names the device that it was', async () => {
    await desk.sync().enrol(await central.token());
    await until('up-to-date');
    await desk.stop();
    desk.loseKey();
    const anew = await createEnrolledDesk(central.now, randomUUID(), desk.profile);
    anew.sync().leave();
    expect(await anew.sync().enrol(await central.token())).toMatchObject({ ok: true });
    await expect.poll(() => anew.sync().state().problem).toBe('central.device-known');
    anew.sync().leave();
    expect(await anew.sync().enrol(await central.token(device))).toMatchObject({ ok: true });
    await expect.poll(() => anew.sync().state().state).toBe('up-to-date');
    await anew.stop();
    await desk.start();
    expect((await central.proof()).events).toBe(allEvents());
  });
});

describe('what is said of an earlier chain', () => {
  it('of another desk is refused, true or not, so that no desk spoils another one’s proof', async () => {
    const victim = createWireDesk(await central.token(), central.now);
    victim.write(5);
    await victim.enrol();
    await victim.send(0);
    const hostile = createWireDesk(await central.token(), central.now);
    await hostile.enrol();
    const opened = { publicKey: hostile.key.publicKey, site: 'North', version: '0.1.0' };
    const ends = [
      { chain: victim.chain, seq: 4, head: victim.written[4]!.leaf },
      { chain: victim.chain, seq: 2, head: victim.written[2]!.leaf },
      { chain: randomUUID(), seq: 4, head: 'ab'.repeat(32) },
    ];
    for (const follows of ends) {
      const first = hostile.event(0, { data: { ...opened, follows } });
      expect(await hostile.sendThese(0, [first])).toMatchObject(refused(422, 'bad-chain', { seq: 0 }));
      const opening = Buffer.from(first).toString('utf8');
      const more = victim.event(5);
      const batch = hostile.earlierBatch(victim.chain, 5, [more], opening);
      const { status } = await hostile.post(paths.events, batch);
      expect([403, 422]).toContain(status);
    }
    victim.write(1);
    expect((await victim.send(5)).status).toBe(200);
    const { events, report } = await central.proof();
    expect(events).toBe(6);
    expect(report.problems).toEqual([]);
  });

  it('must end exactly where the chain that follows says, and nothing comes after it', async () => {
    const old = createWireDesk(await central.token(), central.now);
    old.write(6);
    await old.enrol();
    await old.send(0, 3);
    const next = createWireDesk(await central.token(old.device), central.now, old.device);
    expect((await next.enrol()).status).toBe(200);
    const opened = { publicKey: next.key.publicKey, site: 'North', version: '0.1.0' };
    const first = next.event(0, {
      data: { ...opened, follows: { chain: old.chain, seq: 5, head: old.written[5]!.leaf } },
    });
    const bring = (from: number, events: Uint8Array[]) =>
      next.post(paths.events, next.earlierBatch(old.chain, from, events, Buffer.from(first).toString('utf8')));
    const bytes = old.written.map((event) => event.bytes);
    expect(await next.sendThese(0, [first])).toMatchObject(refused(422, 'bad-chain'));
    expect(await bring(3, [...bytes.slice(3, 5), old.event(5, { time: 1 })])).toMatchObject(refused(422, 'bad-chain'));
    expect(await bring(3, [...bytes.slice(3), old.event(6)])).toMatchObject(refused(422, 'bad-chain'));
    expect(await bring(4, bytes.slice(4))).toMatchObject(refused(409, 'gap', { next: 3 }));
    expect(await bring(3, bytes.slice(3, 5))).toMatchObject({ status: 200, body: { upTo: 4 } });
    expect(await bring(5, bytes.slice(5))).toMatchObject({ status: 200, body: { upTo: 5 } });
    expect((await next.sendThese(0, [first])).status).toBe(200);
    old.write(1);
    expect(await old.send(6)).toMatchObject(refused(403, 'chain-closed'));
    expect((await central.proof()).events).toBe(7);
  });
});

describe('a device that central knows', () => {
  it('is not taken over by whoever has some token: a new chain needs one that names the device', async () => {
    const victim = createWireDesk(await central.token(), central.now);
    victim.write(1);
    await victim.enrol();
    const thief = createWireDesk(await central.token(), central.now, victim.device);
    expect(await thief.enrol({ kind: 'preview', site: 'Thief' })).toMatchObject(refused(403, 'preview'));
    expect(await thief.enrol({ site: 'Thief' })).toMatchObject(refused(403, 'device-token'));
    const elsewhere = createWireDesk(await central.token(randomUUID()), central.now, victim.device);
    expect(await elsewhere.enrol()).toMatchObject(refused(403, 'device-token'));
    expect((await victim.send(0)).status).toBe(200);
    // Nothing was spent and nothing written: the token still enrols a device that is new.
    expect((await thief.enrol({ device: thief.chain }, { who: { device: thief.chain } })).status).toBe(200);
    const named = createWireDesk(await central.token(victim.device), central.now, victim.device);
    expect((await named.enrol()).status).toBe(200);
  });

  it('keeps its kind, whatever is said later', async () => {
    await central.restart({ allowPreview: true });
    const preview = createWireDesk(await central.token(), central.now);
    preview.write(1);
    await preview.enrol({ kind: 'preview' });
    const again = await central.token(preview.device);
    await central.restart();
    expect(await preview.enrol({ secret: secretOf(again) })).toMatchObject(refused(403, 'preview'));
    expect(await preview.send(0)).toMatchObject(refused(403, 'preview'));
  });

  it('is told at the console that the token must be made for this desk, and keeps its events', async () => {
    await desk.sync().enrol(await central.token());
    await until('up-to-date');
    await desk.stop();
    desk.loseKey();
    await desk.start();
    desk.sync().leave();
    expect(await desk.sync().enrol(await central.token())).toMatchObject({ ok: false, code: 'device-token' });
    expect(await desk.sync().enrol(await central.token(device))).toMatchObject({ ok: true });
    await until('up-to-date');
  });
});

describe('a stranger who asks to be enrolled', () => {
  it('leaves nothing behind in central’s database, not even that it asked', async () => {
    const stranger = createWireDesk(await central.token(), central.now);
    expect(await stranger.enrol({ secret: 'x'.repeat(43) })).toMatchObject(refused(403, 'secret'));
    expect(await central.rows('requests')).toEqual([]);
    expect((await stranger.enrol()).status).toBe(200);
    expect(await central.rows('requests')).toHaveLength(1);
  });
});

describe('a chain of which central holds two histories', () => {
  beforeEach(async () => {
    await desk.sync().enrol(await central.token());
    await until('up-to-date');
    // The same chain and key, from before the last event, go on with another history.
    const older = desk.log().syncedUpTo() - 1;
    desk.db().exec(`DELETE FROM events WHERE at = ${older + 1}; DELETE FROM heads WHERE seq > ${older}`);
    desk.log().markSynced(older);
    desk.happen(2);
    await until('conflict');
  });

  it('is not enrolled again, and the token is not spent for it', async () => {
    const named = await central.token(device);
    const wire = createWireDesk(await central.token(), central.now);
    wire.write(3);
    await wire.enrol();
    await wire.send(0);
    await wire.sendThese(2, [wire.event(2, { time: 5 })]);
    expect(await wire.enrol({ secret: secretOf(await central.token()) })).toMatchObject(refused(403, 'device-token'));
    const own = secretOf(await central.token(wire.device));
    for (let each = 0; each < 2; each += 1) {
      expect(await wire.enrol({ secret: own })).toMatchObject(refused(409, 'conflict', { seq: 2 }));
    }
    const unspent = (await central.rows('tokens')).filter(({ used_at }) => used_at === null);
    expect(unspent).toHaveLength(3);
    expect(named).not.toBe('');
  });

  it('ends at the console with a lead’s enrolment, signed, and a new chain that follows it goes on', async () => {
    const old = desk.log().chain;
    desk.sync().leave();
    expect(await desk.sync().enrol(await central.token())).toMatchObject({ ok: false, code: 'device-token' });
    expect(desk.log().chain).toBe(old);
    expect(await desk.sync().enrol(await central.token(device))).toMatchObject({ ok: true });
    expect(desk.log().chain).not.toBe(old);
    await until('up-to-date');
    desk.happen();
    await until('up-to-date');
    await expect.poll(() => desk.sync().state().waiting).toBe(0);
    expect(await desk.log().prove()).toMatchObject({ whole: true });
    const { report } = await central.proof();
    expect(report.chains.find(({ chain }) => chain === desk.log().chain)?.events).toBe(desk.log().state().length);
    // The old chain's end as this desk has it is not in central's export, so what follows it cannot be proven from there.
    const ofThisDesk = report.problems.filter(({ chain }) => chain === desk.log().chain);
    expect(ofThisDesk.filter(({ fault }) => fault !== 'follows')).toEqual([]);
    expect(report.problems).toContainEqual(expect.objectContaining({ fault: 'conflict', chain: old }));
    // And stays so after a restart.
    await desk.stop();
    await desk.start();
    desk.happen();
    await until('up-to-date');
    expect(desk.log().chain).not.toBe(old);
  });
});
