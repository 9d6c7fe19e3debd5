import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../electron/vault/accounts/change.ts';
import { counted } from '../../electron/vault/accounts/tries.ts';
import type { ProbePoint } from '../../electron/vault/gate/probe.ts';
import {
  addOperator,
  anotherGate,
  asLead,
  createGateRig,
  enrol,
  openDrawer,
  openKit,
  operator,
  owner,
  passwordIsEnough,
  phone,
  setUp,
  signIn,
  type GateRig,
  type SetUp,
} from '../support/gate-rig.ts';

const wrong = 'seven loud lanterns hum';
let prepared: GateRig;
let made: SetUp;
/** The same after ten failures, of the owner and of a name that nobody has. */
let lockedOut: GateRig;
let rig: GateRig;
const code = (steps = 0) => phone(rig.clock, made.secret).code(steps);
const wrongCode = () => phone(rig.clock, made.secret).wrongCode();
const right = () => signIn(rig, owner.username, owner.password, { code: code() });

beforeAll(async () => {
  prepared = createGateRig();
  made = await setUp(prepared);
  rig = prepared.copy();
  await fail(10);
  await fail(10, 'nobody');
  lockedOut = rig;
});
beforeEach(() => {
  rig = prepared.copy();
});

describe('signing in', () => {
  it('the right password and the code of the phone open the vault with the same key as ever', async () => {
    const { gate, reply, outcome } = await signIn(rig, '  OLGA ', owner.password, { code: code() });
    expect(reply).toEqual({ ok: true, value: { id: made.account, role: 'lead' } });
    expect(outcome).toMatchObject({
      over: true,
      session: { account: made.account, factor: 'code', recoveryCodesLeft: 10 },
    });
    expect(await gate.handOver()).toEqual({ account: made.account, key: made.userKey });
  });

  it('main hears who has proven to be somebody before it is written down, and of nobody else', async () => {
    const provenBy = async (attempt: ReturnType<typeof right>) =>
      (await attempt).gate.said.filter(({ type }) => type === 'proven' || type === 'outcome');
    expect(await provenBy(right())).toMatchObject([{ type: 'proven', account: made.account }, { type: 'outcome' }]);
    const { username, password } = owner;
    rig.clock.pass(30_000);
    let commits = 0;
    const broken = signIn(rig, username, password, { code: code() }, (point) => {
      if (point === 'before-commit' && ++commits === 2) throw new Error('it cannot be written down');
    });
    expect(await provenBy(broken)).toMatchObject([{ type: 'proven' }, { type: 'outcome', ok: false }]);
    expect((await right()).reply.ok).toBe(true);
    for (const [name, typed, proof] of [
      [username, password, code()],
      [username, wrong, code(1)],
      [username, password, wrongCode()],
      ['nobody', password, code(1)],
    ] as const)
      expect(await provenBy(signIn(rig, name, typed, { code: proof }))).toMatchObject([{ type: 'outcome', ok: false }]);
  });

  it('a gate gives its key to one vault and no other', async () => {
    const { gate } = await right();
    await gate.handOver();
    await expect(Promise.race([gate.handOver(), later()])).resolves.toBe('nothing');
  });

  it('a gate looks at one attempt: a second guess in it is refused unseen', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    const guess = (password: string) =>
      page.call('sign-in', { username: owner.username, password, factor: { code: code() } });
    const replies = await Promise.all([guess(wrong), guess(owner.password)]);
    expect(replies).toEqual([
      { ok: false, code: 'denied' },
      { ok: false, code: 'not-now' },
    ]);
    expect(await guess(owner.password)).toEqual({ ok: false, code: 'not-now' });
    const again = gate.open();
    const late = again.call('sign-in', {
      username: owner.username,
      password: owner.password,
      factor: { code: code() },
    });
    expect(await late).toEqual({ ok: false, code: 'closed' });
  });

  it('a code works once, also after a restart, and does not count as a failure', async () => {
    await right();
    for (let tries = 0; tries < 12; tries += 1) {
      const { reply } = await right();
      expect(reply).toEqual({ ok: false, code: 'code-used' });
    }
    expect(rig.events.filter(({ draft }) => draft.type === 'code.used-twice')).toHaveLength(12);
    rig.clock.pass(30_000);
    expect((await right()).reply.ok).toBe(true);
  });

  it('a code of the step before or after is taken, each once', async () => {
    rig.clock.pass(60_000);
    for (const steps of [-1, 1]) {
      expect((await signIn(rig, owner.username, owner.password, { code: code(steps) })).reply.ok).toBe(true);
      expect((await signIn(rig, owner.username, owner.password, { code: code(steps) })).reply).toMatchObject({
        code: 'code-used',
      });
    }
  });

  it('a recovery code stands in for the phone once, however it is typed', async () => {
    const [first = '', second = ''] = made.recoveryCodes;
    const typed = first.toLowerCase().replaceAll('-', ' ');
    const { outcome } = await signIn(rig, owner.username, owner.password, { recoveryCode: typed });
    expect(outcome.session).toMatchObject({ factor: 'recovery-code', recoveryCodesLeft: 9 });
    expect(outcome.people).toMatchObject([{ recoveryCodesLeft: 9 }]);
    expect((await signIn(rig, owner.username, owner.password, { recoveryCode: first })).reply).toEqual({
      ok: false,
      code: 'denied',
    });
    expect((await signIn(rig, owner.username, wrong, { recoveryCode: second })).reply).toEqual({
      ok: false,
      code: 'denied',
    });
    expect((await signIn(rig, owner.username, owner.password, { recoveryCode: second })).reply.ok).toBe(true);
  });

  it('is refused, and the session not begun, when main cannot write the log', async () => {
    rig.appending(false);
    const { gate, reply, outcome } = await right();
    expect(reply).toEqual({ ok: false, code: 'storage' });
    expect(outcome).toMatchObject({ ok: false, session: null });
    await expect(Promise.race([gate.handOver(), later()])).resolves.toBe('nothing');
    rig.appending(true);
    const next = await rig.startGate();
    await next.take('swept');
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'sign-in', outcome: 'ok' });
  });
});

describe('a refused sign-in', () => {
  /** Every way to fail, and what makes it so. */
  const ways: Record<string, () => Promise<[username: string, password: string, code: string]>> = {
    'wrong password': async () => [owner.username, wrong, code()],
    'wrong code': async () => [owner.username, owner.password, wrongCode()],
    'both wrong': async () => [owner.username, wrong, wrongCode()],
    'unknown name': async () => ['nobody', owner.password, code()],
    'a name of nothing that can be seen': async () => ['\u200b', owner.password, code()],
    'never enrolled': async () => {
      await addOperator(rig, await openDrawer(rig, made));
      return [operator.username, operator.password, code()];
    },
    disabled: async () => {
      await otherLead();
      const grant = await openDrawer(rig, made);
      await asLead(rig, grant, 'people.disable', { id: made.account });
      return [owner.username, owner.password, code()];
    },
    ended: async () => {
      await otherLead();
      const grant = await openKit(rig, made);
      const edit = { id: made.account, name: owner.name, role: 'lead', team: '', temporary: false } as const;
      const { reply } = await asLead(rig, grant, 'people.edit', { ...edit, endsOn: '2026-10-04' });
      expect(reply.ok).toBe(true);
      return [owner.username, owner.password, code()];
    },
    'phone being replaced': async () => {
      const grant = await openDrawer(rig, made);
      await asLead(rig, grant, 'people.reset-phone', { id: made.account });
      return [owner.username, owner.password, code()];
    },
    'locked out': () => {
      rig = lockedOut.copy();
      return Promise.resolve([owner.username, owner.password, code()]);
    },
    'unknown name, locked out': () => {
      rig = lockedOut.copy();
      return Promise.resolve(['nobody', owner.password, code()]);
    },
  };

  it.each(Object.keys(ways))('%s: the same word, one Argon2id and one commit', async (way) => {
    const [username, password, typed] = (await ways[way]?.()) ?? ['', '', ''];
    const points: ProbePoint[] = [];
    const before = rig.events.length;
    const { reply, outcome } = await signIn(rig, username, password, { code: typed }, (point) => points.push(point));
    expect(reply).toEqual({ ok: false, code: 'denied' });
    expect(points).toEqual(['before-commit', 'committed', 'anchored', 'argon2', 'checked']);
    expect(outcome).toMatchObject({ op: 'sign-in', ok: false, code: 'denied', session: null, over: true });
    const told = rig.events.slice(before).map(({ draft }) => draft);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ type: 'sign-in', outcome: 'refused', actor: null });
  });

  it('an unknown name is never written down', async () => {
    await signIn(rig, 'mallory-the-stranger', wrong, { code: code() });
    expect(JSON.stringify(rig.events)).not.toContain('mallory');
    expect(rig.events.at(-1)?.draft.data).toMatchObject({ person: null });
  });

  it('the wait after five failures costs one Argon2id and one commit, and is the same for a name nobody has', async () => {
    for (const name of [owner.username, 'nobody']) {
      await fail(5, name);
      const points: ProbePoint[] = [];
      const { reply } = await signIn(rig, name, owner.password, { code: code() }, (point) => points.push(point));
      expect(reply).toEqual({ ok: false, code: 'wait', detail: { seconds: 10 } });
      expect(points).toEqual(['before-commit', 'committed', 'anchored', 'argon2', 'checked']);
    }
  });
});

describe('too many failures', () => {
  it('wait longer and longer, then lock for 30 minutes, and are counted over restarts', async () => {
    await fail(4);
    const waits: number[] = [];
    for (let failures = 5; failures <= 9; failures += 1) {
      expect((await signIn(rig, owner.username, wrong, { code: code() })).reply).toMatchObject({ code: 'denied' });
      const { reply } = await right();
      if (reply.ok || reply.code !== 'wait') throw new Error('not told to wait');
      const seconds = Number(reply.detail?.seconds);
      waits.push(seconds);
      rig.clock.pass(seconds * 1000);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160]);
    const { outcome } = await signIn(rig, owner.username, wrong, { code: code() });
    expect(outcome.people?.[0]?.lockedUntil).toBe(rig.clock.now() + 30 * 60_000);
    expect(rig.events.filter(({ draft }) => draft.type === 'account.locked-out')).toHaveLength(1);
    rig.clock.pass(30 * 60_000 - 1_000);
    expect((await right()).reply).toEqual({ ok: false, code: 'denied' });
    rig.clock.pass(1_000);
    expect((await right()).reply.ok).toBe(true);
  });

  it('a success after nine failures clears the counter and locks nobody out', async () => {
    await fail(9);
    rig.clock.pass(160_000);
    expect((await right()).reply.ok).toBe(true);
    expect(rig.events.filter(({ draft }) => draft.type === 'account.locked-out')).toHaveLength(0);
    expect(rig.events.at(-1)?.draft.data).toMatchObject({ failures: 9 });
    rig.clock.pass(30_000);
    await fail(4);
    expect((await right()).reply.ok).toBe(true);
  });

  it('a clock set ahead does not shorten the lock, nor does a restart of the machine', async () => {
    rig = lockedOut.copy();
    rig.clock.jump(60 * 60_000);
    expect((await right()).reply).toEqual({ ok: false, code: 'denied' });
    rig.clock.restart(60 * 60_000);
    expect((await right()).reply).toEqual({ ok: false, code: 'denied' });
    rig.clock.pass(30 * 60_000);
    expect((await right()).reply.ok).toBe(true);
  });

  it('a clock set back does not end the lock either', async () => {
    rig = lockedOut.copy();
    // Ten failures of a stranger followed, which took some minutes.
    rig.clock.jump(-10 * 60_000);
    rig.clock.pass(30 * 60_000);
    expect((await right()).reply).toEqual({ ok: false, code: 'denied' });
    rig.clock.pass(10 * 60_000);
    expect((await right()).reply.ok).toBe(true);
  });

  it('a lead unlocks at once', async () => {
    const grant = await openDrawer(rig, made);
    const { person } = await addOperator(rig, grant);
    await fail(10, operator.username);
    const { reply } = await asLead(rig, await openDrawer(rig, made), 'people.unlock', { id: person.id });
    expect(reply).toMatchObject({ ok: true, value: { person: { lockedUntil: null } } });
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'person.unlocked', actor: made.account });
  });
});

describe('unlocking', () => {
  const locked = (codeAfter: number) => ({ session: { account: made.account, locked: true, codeAfter } });

  it('takes the password alone after a short absence', async () => {
    const gate = await rig.startGate();
    const reply = await gate.open(locked(passwordIsEnough)).call('unlock', { password: owner.password });
    expect(reply).toEqual({ ok: true, value: { id: made.account, role: 'lead' } });
    expect((await gate.outcome()).session).toMatchObject({ factor: 'none' });
    expect((await gate.handOver()).key).toEqual(made.userKey);
  });

  it('takes both after a long one, and a missing code is a wrong one', async () => {
    const unlock = async (typed?: string) => {
      const gate = await rig.startGate();
      return gate.open(locked(0)).call('unlock', { password: owner.password, ...(typed ? { code: typed } : {}) });
    };
    expect(await unlock()).toEqual({ ok: false, code: 'denied' });
    expect(await unlock(wrongCode())).toEqual({ ok: false, code: 'denied' });
    expect(await unlock(code())).toMatchObject({ ok: true });
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'unlock', data: { factor: 'code', failures: 2 } });
  });

  it('takes both after a long one, however long ago the page asked for its gate', async () => {
    const gate = await rig.startGate();
    const page = gate.open(locked(rig.clock.running() + 60_000));
    rig.clock.pass(60_001);
    // A clock set back does not shorten it.
    rig.clock.jump(-60_000);
    expect(await page.call('unlock', { password: owner.password })).toEqual({ ok: false, code: 'denied' });
  });

  it('is for the person whose desk is locked, and for nobody where none is', async () => {
    for (const facts of [{}, { session: { account: made.account, locked: false, codeAfter: passwordIsEnough } }]) {
      const gate = await rig.startGate();
      expect(await gate.open(facts).call('unlock', { password: owner.password })).toEqual({
        ok: false,
        code: 'not-now',
      });
    }
  });

  it('by the password alone takes back no wrong code: whoever lacks the phone is locked out all the same', async () => {
    const at = (locked: boolean) => ({ session: { account: made.account, locked, codeAfter: passwordIsEnough } });
    const stepUp = async () => {
      const gate = await rig.startGate();
      const page = gate.open(at(false), { account: made.account, key: made.userKey });
      return page.call('step-up', { code: wrongCode() });
    };
    const unlock = async () => {
      const gate = await rig.startGate();
      return gate.open(at(true)).call('unlock', { password: owner.password });
    };
    for (let round = 0; round < 5; round += 1) {
      for (const code of ['denied', 'denied']) {
        expect(await stepUp()).toMatchObject({ code });
        // Past every delay, as somebody does who has the whole day.
        rig.clock.pass(160_000);
      }
      expect(await unlock()).toMatchObject(round < 4 ? { ok: true } : { code: 'denied' });
    }
    expect(rig.events.filter(({ draft }) => draft.type === 'account.locked-out')).toHaveLength(1);
    expect((await right()).reply).toEqual({ ok: false, code: 'denied' });
  });

  it('by the password alone forgives the typing errors before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const password of [wrong, wrong, wrong, wrong, owner.password]) {
        const gate = await rig.startGate();
        const reply = await gate.open(locked(passwordIsEnough)).call('unlock', { password });
        expect(reply.ok).toBe(password === owner.password);
      }
    }
  });

  it('counts wrong passwords together with those of the sign-in', async () => {
    await fail(4);
    const gate = await rig.startGate();
    expect(await gate.open(locked(passwordIsEnough)).call('unlock', { password: wrong })).toMatchObject({
      code: 'denied',
    });
    expect((await right()).reply).toMatchObject({ code: 'wait' });
  });
});

it('a page that goes away in the middle ends its gate', async () => {
  const gate = await rig.startGate();
  const page = gate.open();
  expect(await page.call('enrol.finish', {})).toMatchObject({ code: 'not-now' });
  expect(await gate.outcome()).toMatchObject({ op: 'enrol.finish', over: false });
  page.close();
  expect(await gate.outcome()).toMatchObject({ op: 'closed', over: true, ok: false });
});

describe('two gates at once', () => {
  it('take one recovery code once, and one code of the phone once', async () => {
    const [recoveryCode = ''] = made.recoveryCodes;
    for (const factor of [{ recoveryCode }, { code: code() }]) {
      const gates = [await rig.startGate(), await rig.startGate()];
      for (const gate of gates) await gate.take('swept');
      const request = { username: owner.username, password: owner.password, factor };
      const replies = await Promise.all(gates.map((gate) => gate.open().call('sign-in', request)));
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  const meanwhile = async (work: (change: Change) => void) => {
    const commit = await anotherGate(rig);
    return signIn(rig, owner.username, owner.password, { code: code() }, (point) => {
      if (point === 'checked') commit(work);
    });
  };

  it('somebody who is disabled while the password is looked at does not come in', async () => {
    const { reply, outcome } = await meanwhile((change) => {
      change.account(made.account).disabled = true;
    });
    expect(reply.ok).toBe(false);
    expect(outcome.session).toBeNull();
  });

  it('a failure that another one counts is not wiped by this one’s success', async () => {
    const { reply } = await meanwhile((change) => {
      const account = change.account(made.account);
      account.tries = counted(account.tries, change.now);
    });
    expect(reply.ok).toBe(false);
    await signIn(rig, owner.username, wrong, { code: code() });
    expect(rig.events.at(-1)?.draft.data).toMatchObject({ failures: 3 });
  });
});

describe('what does not fit the contract', () => {
  it('is refused, counted and changes nothing: the attempt is still to be had', async () => {
    const gate = await rig.startGate();
    const port = gate.openRaw();
    const replies: unknown[] = [];
    port.onMessage((message) => replies.push(message));
    for (const junk of [
      null,
      7,
      'sign-in',
      { id: -1 },
      { id: 1, name: 'sign-in', body: { username: owner.username } },
    ]) {
      port.post(junk);
    }
    port.post({ id: 2, name: 'no-such-request', body: {} });
    port.post({ id: 3, name: '__proto__', body: {} });
    await expect.poll(() => gate.said.filter(({ type }) => type === 'malformed').length).toBe(7);
    expect(replies).toContainEqual({ id: 1, reply: { ok: false, code: 'malformed' } });
    port.post({
      id: 4,
      name: 'sign-in',
      body: { username: owner.username, password: owner.password, factor: { code: code() } },
    });
    await expect.poll(() => replies).toContainEqual({ id: 4, reply: { ok: true, value: expect.anything() } });
  });

  it('of main is refused and counted too', async () => {
    const gate = await rig.startGate();
    gate.send({ type: 'attempt', session: 'everybody' });
    gate.send('start');
    await expect.poll(() => gate.said.filter(({ type }) => type === 'malformed').length).toBe(2);
  });
});

/** A lead beside the owner, so that the owner can be disabled or ended. */
async function otherLead(): Promise<void> {
  const { enrolmentCode } = await addOperator(rig, await openDrawer(rig, made), { role: 'lead', username: 'boris' });
  await enrol(rig, 'boris', enrolmentCode, operator.password);
}

/** So many failures in a row, waiting where one has to. */
async function fail(times: number, username = owner.username): Promise<void> {
  for (let failures = 0; failures < times; failures += 1) {
    const { reply } = await signIn(rig, username, wrong, { code: code() });
    expect(reply).toEqual({ ok: false, code: 'denied' });
    if (failures >= 4 && failures < times - 1) rig.clock.pass(10_000 * 2 ** (failures - 4));
  }
}

const later = () => new Promise((resolve) => setTimeout(() => resolve('nothing'), 150));
