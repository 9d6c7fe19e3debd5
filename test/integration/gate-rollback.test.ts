import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProbePoint } from '../../electron/vault/gate/probe.ts';
import {
  asLead,
  openDrawer,
  operator,
  owner,
  phone,
  service,
  signIn,
  siteWithOperator,
  value,
  type Enrolled,
  type GateRig,
  type SetUp,
} from '../support/gate-rig.ts';

let prepared: GateRig;
let made: SetUp;
let anna: Enrolled;
let rig: GateRig;
beforeAll(async () => {
  ({ prepared, made, anna } = await siteWithOperator());
});
beforeEach(() => {
  rig = prepared.copy();
});

const rolledBack = { state: 'fault', fault: 'accounts-rolled-back' };
const file = (name = 'accounts.db') => join(rig.profile, name);
const items = () => rig.keychain.items.get(service) ?? new Map<string, string>();
const found = async () => (await rig.startGate()).ready.profile;
const code = (of: { secret: string } = made) => phone(rig.clock, of.secret).code();
const wrong = () => signIn(rig, owner.username, 'seven loud lanterns hum', { code: code() });
const right = () => signIn(rig, owner.username, owner.password, { code: code() });

/** Brings what is written into the file itself. */
function settle(path = file()): void {
  const db = new Database(path);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** The file as it is now, whole, beside its place. */
function keep(name = 'copy'): void {
  settle();
  copyFileSync(file(), file(name));
}

/** Puts a file in its place, as somebody does while the console is stopped: gates that were killed have it open no more. */
function putBack(from = file('copy')): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file(`accounts.db${suffix}`), { force: true });
  copyFileSync(from, file());
}

/** Lead's drawer over the rolled-back console. */
async function drawer(username: string, password: string, typed: string) {
  const gate = await rig.startGate();
  const reply = await gate.open().call('drawer', { username, password, code: typed });
  return { reply, outcome: await gate.outcome() };
}
async function kit(kitCode: string) {
  const gate = await rig.startGate();
  return gate.open().call('kit.open', { kitCode });
}
const told = () => rig.events.map(({ draft }) => draft);

describe('an older copy of accounts.db', () => {
  it('is seen, kept aside, and lets nobody in: failures cannot be put back with the file', async () => {
    keep();
    await wrong();
    putBack();
    const before = readFileSync(file());
    const first = await found();
    expect(first).toMatchObject({ ...rolledBack, keptAside: expect.stringMatching(/^accounts\.db\.rolled-back-/) });
    const kept = first.state === 'fault' ? (first.keptAside ?? '') : '';
    expect(readFileSync(file(kept)).equals(before)).toBe(true);
    const gate = await rig.startGate();
    const request = { username: owner.username, password: owner.password, factor: { code: code() } };
    expect(await gate.open().call('sign-in', request)).toMatchObject({ code: 'not-now' });
    expect(await found()).toEqual(first);
    expect(readdirSync(rig.profile).filter((name) => /rolled-back-[^-]*$/.test(name))).toHaveLength(1);
  });

  it('is seen even when only one commit is missing that anything was compared after', async () => {
    const attempt = ['before-commit', 'committed', 'anchored'];
    keep();
    const points: ProbePoint[] = [];
    await signIn(rig, owner.username, 'seven loud lanterns hum', { code: code() }, (point) => {
      points.push(point);
      if (point === 'argon2') throw new Error('killed');
    });
    expect(points).toEqual([...attempt, 'argon2']);
    putBack();
    expect(await found()).toMatchObject(rolledBack);
  });

  it('under the name of an unfinished set-up is seen too', async () => {
    keep();
    await wrong();
    putBack();
    renameSync(file(), file('accounts.db.setting-up'));
    expect(await found()).toMatchObject(rolledBack);
    expect(existsSync(file())).toBe(true);
  });

  it('of a keychain that is older than the file, or without its anchor, is not believed either', async () => {
    const older = items().get('anchor:accounts') ?? '';
    await wrong();
    const newer = items().get('anchor:accounts') ?? '';
    for (const item of [older, null, 'no anchor']) {
      if (item === null) items().delete('anchor:accounts');
      else items().set('anchor:accounts', item);
      expect(await found()).toMatchObject(rolledBack);
    }
    items().set('anchor:accounts', newer);
    expect(await found()).toMatchObject({ state: 'ready' });
  });

  it('of the same epoch but another history is seen', async () => {
    const twin = rig.copy();
    await wrong();
    await signIn(twin, owner.username, 'seven loud lanterns hum', { code: phone(twin.clock, made.secret).code() });
    settle(join(twin.profile, 'accounts.db'));
    putBack(join(twin.profile, 'accounts.db'));
    expect(await found()).toMatchObject(rolledBack);
  });

  it('is mended by the latest file, put in its place again', async () => {
    keep('older');
    await wrong();
    keep('latest');
    putBack(file('older'));
    expect(await found()).toMatchObject(rolledBack);
    putBack(file('latest'));
    expect((await right()).reply.ok).toBe(true);
  });
});

describe('a kill, or a keychain that falls silent, between a commit and its anchor', () => {
  const points = [0, 1, 2].map((index) => [index, ['before-commit', 'committed', 'anchored'][index]] as const);

  it.each(points)('of a counted attempt is no false alarm (%i: %s), and the attempt is counted', async (index) => {
    let reached = -1;
    await signIn(rig, owner.username, 'seven loud lanterns hum', { code: code() }, () => {
      reached += 1;
      if (reached === index) throw new Error('killed');
    });
    expect(await found()).toMatchObject({ state: 'ready' });
    await wrong();
    expect(told().at(-1)?.data['failures']).toBe(index === 0 ? 1 : 2);
  });

  it('refuses the attempt before anything is compared; the next one brings the anchor up', async () => {
    const reached: ProbePoint[] = [];
    const { reply } = await signIn(rig, owner.username, owner.password, { code: code() }, (point) => {
      reached.push(point);
      if (point === 'committed') rig.keychain.fail('missing');
    });
    expect(reply).toEqual({ ok: false, code: 'keychain' });
    expect(reached).toEqual(['before-commit', 'committed']);
    rig.keychain.fail(null);
    expect((await right()).reply.ok).toBe(true);
    expect(await found()).toMatchObject({ state: 'ready' });
  });

  it('around what main has acknowledged is no false alarm', async () => {
    const gate = await rig.startGate();
    await gate.take('swept');
    const anchored = new Map(items());
    rig.appending(false);
    await gate.open().call('sign-in', { username: 'nobody', password: 'whatever', factor: { code: '000000' } });
    const waiting = new Map(items());
    rig.appending(true);
    await (await rig.startGate()).take('swept');
    expect(items().get('anchor:accounts')).not.toBe(waiting.get('anchor:accounts'));
    rig.keychain.items.set(service, new Map(waiting));
    expect(await found()).toMatchObject({ state: 'ready' });
    rig.keychain.items.set(service, anchored);
    expect(await found()).toMatchObject(rolledBack);
  });
});

describe('the anchor', () => {
  it('costs one write to the keychain for each commit: counted, answered, told', async () => {
    const written = vi.spyOn(items(), 'set');
    const writes = async (attempt: () => Promise<unknown>) => {
      written.mockClear();
      await attempt();
      return written.mock.calls.filter(([item]) => item === 'anchor:accounts').length;
    };
    expect(await writes(wrong)).toBe(2);
    expect(await writes(right)).toBe(3);
  });
});

describe('a lead who acts', () => {
  /** A copy put back after what it does not know. */
  async function afterwards(work: () => Promise<unknown>): Promise<void> {
    keep();
    await work();
    putBack();
    expect(await found()).toMatchObject(rolledBack);
    rig.clock.pass(120_000);
  }

  it('goes on from the copy: told in the log, in an epoch that no older file has', async () => {
    await afterwards(async () => {
      await wrong();
      keep('latest');
    });
    const { reply, outcome } = await drawer(owner.username, owner.password, code());
    expect(reply).toMatchObject({ ok: true, value: { id: made.account } });
    expect(outcome.grant).toMatchObject({ via: 'drawer', actor: made.account });
    expect(told().slice(-2)).toMatchObject([
      { type: 'drawer', outcome: 'ok', actor: made.account },
      { type: 'rollback.accepted', actor: made.account, data: { database: 'accounts', via: 'lead', shut: 1 } },
    ]);
    const numbers = rig.events.map(({ n }) => n);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
    rig.clock.pass(30_000);
    expect((await right()).reply.ok).toBe(true);
    putBack(file('latest'));
    expect(await found()).toMatchObject(rolledBack);
  });

  it('lets the others in again one by one: until then nobody comes in whom the copy brought back', async () => {
    await afterwards(wrong);
    value((await drawer(owner.username, owner.password, code())).reply);
    rig.clock.pass(30_000);
    const tryAnna = () => signIn(rig, operator.username, operator.password, { code: code(anna) });
    expect((await tryAnna()).reply).toMatchObject({ code: 'denied' });
    const grant = await openDrawer(rig, made);
    value((await asLead(rig, grant, 'people.enable', { id: anna.account })).reply);
    expect((await tryAnna()).reply.ok).toBe(true);
  });

  it('must be one whom this device knew last: not one who was put out, nor by an earlier phone', async () => {
    // In the copy Anna leads, and the owner still has the phone that was lost since.
    const promote = async (role: 'lead' | 'operator') => {
      const { name } = operator;
      const rest = { team: 'Inbound', temporary: false, endsOn: null, role };
      value((await asLead(rig, await openDrawer(rig, made), 'people.edit', { id: anna.account, name, ...rest })).reply);
    };
    await promote('lead');
    keep();
    await promote('operator');
    putBack();
    rig.clock.pass(120_000);
    expect((await drawer(operator.username, operator.password, code(anna))).reply).toMatchObject({ code: 'denied' });
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ ok: true });
  });

  it('whose credentials changed since needs the owner’s kit', async () => {
    keep();
    value((await asLead(rig, await openDrawer(rig, made), 'people.reset-phone', { id: made.account })).reply);
    putBack();
    rig.clock.pass(120_000);
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ code: 'denied' });
    expect(await kit('0000-0000-0000-0000-0000-0000-0000')).toMatchObject({ code: 'denied' });
    expect((await kit(made.kitCode)).ok).toBe(true);
    expect(told().at(-1)).toMatchObject({ type: 'rollback.accepted', actor: null, data: { via: 'kit', shut: 2 } });
    expect(await found()).toMatchObject({ state: 'ready' });
  });

  it('can be the owner’s kit alone where the anchor is gone', async () => {
    items().delete('anchor:accounts');
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ code: 'denied' });
    expect((await kit(made.kitCode)).ok).toBe(true);
    expect(await found()).toMatchObject({ state: 'ready' });
  });

  it('needs a code that was never used, and what was used up since stays used up', async () => {
    const [recoveryCode = ''] = made.recoveryCodes;
    const typed = code();
    keep();
    await signIn(rig, owner.username, owner.password, { code: typed });
    await signIn(rig, owner.username, owner.password, { recoveryCode });
    putBack();
    expect((await drawer(owner.username, owner.password, typed)).reply).toMatchObject({ code: 'code-used' });
    rig.clock.pass(30_000);
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ ok: true });
    expect((await signIn(rig, owner.username, owner.password, { recoveryCode })).reply).toMatchObject({
      code: 'denied',
    });
  });

  it('cannot be guessed at without end: the count is in the keychain, where no copy takes it back', async () => {
    await afterwards(wrong);
    for (let guess = 0; guess < 10; guess += 1) {
      putBack();
      expect((await drawer(owner.username, 'seven loud lanterns hum', code())).reply).toMatchObject({ code: 'denied' });
      rig.clock.pass(320_000);
    }
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ code: 'denied' });
    expect(await found()).toMatchObject(rolledBack);
    rig.clock.pass(30 * 60_000);
    expect((await drawer(owner.username, owner.password, code())).reply).toMatchObject({ ok: true });
  });

  it('costs one Argon2id whoever it is said to be', async () => {
    await afterwards(wrong);
    for (const username of [owner.username, operator.username, 'nobody']) {
      const points: ProbePoint[] = [];
      const gate = await rig.startGate((point) => points.push(point));
      const request = { username, password: 'seven loud lanterns hum', code: code() };
      expect(await gate.open().call('drawer', request)).toMatchObject({ code: 'denied' });
      expect(points).toEqual(['argon2', 'checked']);
    }
  });

  it.each([0, 1, 2, 3, 4])(
    'killed at step %i leaves the console rolled back, or good, never in between',
    async (at) => {
      await afterwards(wrong);
      let reached = -1;
      const gate = await rig.startGate(() => {
        reached += 1;
        if (reached === at) throw new Error('killed');
      });
      await gate.open().call('drawer', { username: owner.username, password: owner.password, code: code() });
      const committed = at >= 3;
      expect(await found()).toMatchObject(committed ? { state: 'ready' } : rolledBack);
      rig.clock.pass(30_000);
      if (!committed) value((await drawer(owner.username, owner.password, code())).reply);
      rig.clock.pass(30_000);
      expect((await right()).reply.ok).toBe(true);
      expect(told().filter(({ type }) => type === 'rollback.accepted')).toHaveLength(1);
    },
  );
});
