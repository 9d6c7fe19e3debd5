import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addOperator,
  anotherGate,
  asLead,
  enrol,
  openDrawer,
  openKit,
  operator,
  owner,
  passwordIsEnough,
  phone,
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
const ownersCode = () => phone(rig.clock, made.secret).code();
const annasCode = () => phone(rig.clock, anna.secret).code();
const drawer = () => openDrawer(rig, made);
const lastEvent = () => rig.events.at(-1)?.draft;

beforeAll(async () => {
  ({ prepared, made, anna } = await siteWithOperator());
});
beforeEach(() => {
  rig = prepared.copy();
});

describe('the ways to lead\u2019s work', () => {
  const atOwnDesk = () => ({ session: { account: made.account, locked: false, codeAfter: passwordIsEnough } });

  it('a fresh code at the own desk opens two minutes, with the key that the open vault lends', async () => {
    const gate = await rig.startGate();
    const page = gate.open(atOwnDesk(), { account: made.account, key: made.userKey });
    const { until } = value(await page.call('step-up', { code: ownersCode() }));
    expect(until).toBe(rig.clock.now() + 120_000);
    expect((await gate.outcome()).grant).toMatchObject({ actor: made.account, via: 'step-up', until });
  });

  it('a step-up needs an open desk, its vault, and the right code', async () => {
    const tries = [
      { facts: {}, lent: { account: made.account, key: made.userKey }, code: 'not-now' },
      { facts: atOwnDesk(), lent: undefined, code: 'not-now' },
      { facts: atOwnDesk(), lent: { account: anna.account, key: anna.userKey }, code: 'not-now' },
    ];
    for (const { facts, lent, code } of tries) {
      const gate = await rig.startGate();
      expect(await gate.open(facts, lent).call('step-up', { code: ownersCode() })).toEqual({ ok: false, code });
    }
    const gate = await rig.startGate();
    const page = gate.open(atOwnDesk(), { account: made.account, key: made.userKey });
    const wrong = ownersCode() === '123456' ? '654321' : '123456';
    expect(await page.call('step-up', { code: wrong })).toEqual({ ok: false, code: 'denied' });
    expect(lastEvent()).toMatchObject({ type: 'step-up', outcome: 'refused', data: { failures: 1 } });
  });

  it('an operator\u2019s right password and code open neither drawer nor step-up', async () => {
    const gate = await rig.startGate();
    const credentials = { username: operator.username, password: operator.password, code: annasCode() };
    expect(await gate.open().call('drawer', credentials)).toEqual({ ok: false, code: 'denied' });
    const other = await rig.startGate();
    const facts = { session: { account: anna.account, locked: false, codeAfter: passwordIsEnough } };
    const page = other.open(facts, { account: anna.account, key: anna.userKey });
    expect(await page.call('step-up', { code: annasCode() })).toEqual({ ok: false, code: 'denied' });
    expect((await other.outcome()).grant).toBeNull();
  });

  it('the drawer opens over somebody else\u2019s locked desk and begins no session', async () => {
    const gate = await rig.startGate();
    const facts = { session: { account: anna.account, locked: true, codeAfter: passwordIsEnough } };
    const reply = await gate
      .open(facts)
      .call('drawer', { username: owner.username, password: owner.password, code: ownersCode() });
    expect(reply).toMatchObject({ ok: true, value: { id: made.account } });
    expect(await gate.outcome()).toMatchObject({ session: null, grant: { actor: made.account, via: 'drawer' } });
  });

  it('the owner\u2019s kit opens people\u2019s work as nobody in particular, and is loud in the log', async () => {
    const gate = await rig.startGate();
    expect(await gate.open().call('kit.open', { kitCode: '0000-0000' })).toEqual({ ok: false, code: 'denied' });
    const next = await rig.startGate();
    value(await next.open().call('kit.open', { kitCode: made.kitCode.toLowerCase() }));
    const { grant, session } = await next.outcome();
    expect(session).toBeNull();
    expect(grant).toMatchObject({ actor: null, via: 'kit' });
    expect(rig.events.slice(-2).map(({ draft }) => [draft.type, draft.outcome, draft.data])).toEqual([
      ['kit.used', 'refused', { failures: 1 }],
      ['kit.used', 'ok', { failures: 1 }],
    ]);
    const { reply } = await asLead(rig, grant?.token ?? null, 'people.disable', { id: anna.account });
    expect(reply).toMatchObject({ ok: true, value: { person: { state: 'disabled' } } });
    expect(lastEvent()).toMatchObject({ type: 'person.disabled', actor: null });
  });

  it('wrong kit codes are slowed down and never lock the kit', async () => {
    for (let failures = 1; failures <= 12; failures += 1) {
      const gate = await rig.startGate();
      expect(await gate.open().call('kit.open', { kitCode: 'nonsense' })).toMatchObject({ code: 'denied' });
      if (failures >= 5) {
        const hasty = await rig.startGate();
        expect(await hasty.open().call('kit.open', { kitCode: made.kitCode })).toMatchObject({ code: 'wait' });
      }
      rig.clock.pass(160_000);
    }
    const gate = await rig.startGate();
    expect(await gate.open().call('kit.open', { kitCode: made.kitCode })).toMatchObject({ ok: true });
  });
});

describe('a grant', () => {
  const disable = (token: string | null) => asLead(rig, token, 'people.disable', { id: anna.account });

  it('is needed, cannot be made or changed, and is over after two minutes on either clock', async () => {
    const token = await drawer();
    const [body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, actor: null, via: 'kit' })).toString('base64url');
    for (const bad of [null, '', 'x', body, `${body}.`, `${forged}.${signature}`, `${token}.x`]) {
      expect((await disable(bad)).reply).toEqual({ ok: false, code: 'no-grant' });
    }
    expect((await disable(token)).reply.ok).toBe(true);
    rig.clock.pass(89_000);
    expect((await disable(token)).reply.ok).toBe(true);
    rig.clock.pass(1_000);
    expect((await disable(token)).reply).toEqual({ ok: false, code: 'no-grant' });
    rig.clock.jump(-100_000);
    expect((await disable(token)).reply).toEqual({ ok: false, code: 'no-grant' });
  });

  it('ends with the role of the lead who has it', async () => {
    const grant = await drawer();
    const { enrolmentCode } = await addOperator(rig, grant, { role: 'lead', username: 'boris' });
    const boris = await enrol(rig, 'boris', enrolmentCode, 'four slow rivers turn');
    const gate = await rig.startGate();
    const code = phone(rig.clock, boris.secret).code();
    value(await gate.open().call('drawer', { username: 'boris', password: 'four slow rivers turn', code }));
    const his = (await gate.outcome()).grant?.token ?? null;
    const { reply } = await asLead(rig, his, 'people.disable', { id: made.account });
    expect(reply.ok).toBe(true);
    expect((await disable(grant)).reply).toEqual({ ok: false, code: 'no-grant' });
  });
});

describe('people', () => {
  it('are added with a code that is shown once and stored nowhere', async () => {
    const grant = await drawer();
    const { person, enrolmentCode, validUntil } = await addOperator(rig, grant, { username: ' \uff22oris ' });
    expect(person).toMatchObject({ username: 'boris', state: 'invited', issuedBy: made.account });
    expect(validUntil).toBe(rig.clock.now() + 24 * 60 * 60_000);
    expect(JSON.stringify(rig.events)).not.toContain(enrolmentCode);
    expect(lastEvent()).toMatchObject({ type: 'person.added', actor: made.account, data: { person: person.id } });
    const { reply } = await asLead(rig, grant, 'people.add', {
      name: 'Another',
      username: 'BORIS',
      role: 'operator',
      team: '',
      temporary: true,
      endsOn: null,
    });
    expect(reply).toEqual({ ok: false, code: 'username-taken' });
  });

  it.each(['name', 'username', 'team'])(
    'card data in the %s is refused, and the log says so without the number',
    async (field) => {
      const grant = await drawer();
      const request = { name: 'Boris', username: 'boris', team: 'Inbound', [field]: '4111-1111-1111-1111' };
      const { reply } = await asLead(rig, grant, 'people.add', {
        ...request,
        role: 'operator',
        temporary: false,
        endsOn: null,
      });
      expect(reply).toMatchObject({ ok: false, code: 'card-data' });
      expect(lastEvent()).toMatchObject({ type: 'guard.refused', data: { field: 'name', kind: 'card-number' } });
      expect(JSON.stringify(rig.events)).not.toMatch(/4111\W?1111/);
    },
  );

  it('end on their date at the site, and not a day before', async () => {
    const edit = { id: anna.account, name: operator.name, role: 'operator', team: '', temporary: true } as const;
    const { reply } = await asLead(rig, await drawer(), 'people.edit', { ...edit, endsOn: '2026-10-05' });
    expect(reply).toMatchObject({ ok: true, value: { person: { state: 'active', endsOn: '2026-10-05' } } });
    expect(lastEvent()?.data).toMatchObject({ changed: ['team', 'temporary', 'endsOn'] });
    expect((await signIn(rig, operator.username, operator.password, { code: annasCode() })).reply.ok).toBe(true);
    // Midnight in Berlin is 22:00 UTC in October.
    rig.clock.pass(Date.UTC(2026, 9, 5, 22, 0, 10) - rig.clock.now());
    expect((await signIn(rig, operator.username, operator.password, { code: annasCode() })).reply).toEqual({
      ok: false,
      code: 'denied',
    });
    const gate = await rig.startGate();
    expect(gate.ready.profile).toMatchObject({ people: [{}, { state: 'ended' }] });
  });

  it('that are disabled are out, and back in when enabled', async () => {
    const grant = await drawer();
    await asLead(rig, grant, 'people.disable', { id: anna.account });
    expect((await signIn(rig, operator.username, operator.password, { code: annasCode() })).reply.ok).toBe(false);
    await asLead(rig, grant, 'people.enable', { id: anna.account });
    expect((await signIn(rig, operator.username, operator.password, { code: annasCode() })).reply.ok).toBe(true);
  });

  it('the last lead who stays cannot be disabled, ended or demoted', async () => {
    const grant = await drawer();
    const kit = await openKit(rig, made);
    const edit = { id: made.account, name: owner.name, team: '', temporary: false } as const;
    const asks = [
      () => asLead(rig, grant, 'people.disable', { id: made.account }),
      () => asLead(rig, kit, 'people.edit', { ...edit, role: 'operator', endsOn: null }),
      () => asLead(rig, kit, 'people.edit', { ...edit, role: 'lead', endsOn: '2027-01-01' }),
    ];
    const before = rig.events.length;
    for (const ask of asks) expect((await ask()).reply).toEqual({ ok: false, code: 'last-lead' });
    expect(rig.events).toHaveLength(before);
    // A lead who has not yet signed in does not lead.
    await addOperator(rig, grant, { role: 'lead', username: 'boris' });
    for (const ask of asks) expect((await ask()).reply).toEqual({ ok: false, code: 'last-lead' });
  });

  it('a lead changes neither the own role nor the own last day, and another lead may', async () => {
    const grant = await drawer();
    const acting = { role: 'lead', endsOn: '2026-10-06' } as const;
    const invited = await addOperator(rig, grant, { ...acting, username: 'boris' });
    const boris = await enrol(rig, 'boris', invited.enrolmentCode, operator.password);
    const gate = await rig.startGate();
    const code = phone(rig.clock, boris.secret).code();
    value(await gate.open().call('drawer', { username: 'boris', password: operator.password, code }));
    const own = (await gate.outcome()).grant?.token ?? null;
    const himself = { id: boris.account, name: 'Boris', team: 'Inbound', temporary: false, ...acting };
    for (const change of [{ endsOn: null }, { role: 'operator' as const }, { temporary: true }]) {
      const { reply } = await asLead(rig, own, 'people.edit', { ...himself, ...change });
      expect(reply).toEqual({ ok: false, code: 'own-account' });
    }
    expect((await asLead(rig, own, 'people.edit', { ...himself, team: 'Outbound' })).reply.ok).toBe(true);
    expect((await asLead(rig, await drawer(), 'people.edit', { ...himself, endsOn: null })).reply.ok).toBe(true);
  });

  it('nobody known by that id: not found', async () => {
    const { reply } = await asLead(rig, await drawer(), 'people.unlock', {
      id: '0192d3a4-0000-7000-8000-000000000001',
    });
    expect(reply).toEqual({ ok: false, code: 'not-found' });
  });

  it('the directory is told to main when it changed, and not otherwise', async () => {
    const { outcome } = await asLead(rig, await drawer(), 'people.disable', { id: anna.account });
    expect(outcome.people).toMatchObject([{ id: made.account }, { id: anna.account, state: 'disabled' }]);
    const refused = await asLead(rig, null, 'people.enable', { id: anna.account });
    expect(refused.outcome.people).toBeNull();
  });
});

describe('first sign-in, a lost phone, a forgotten password', () => {
  const beginWith = async (username: string, enrolmentCode: string) => {
    const gate = await rig.startGate();
    const page = gate.open();
    return { gate, page, reply: await page.call('enrol.begin', { username, enrolmentCode }) };
  };

  it('an enrolment code is good for ten tries and a day', async () => {
    const { enrolmentCode } = await addOperator(rig, await drawer(), { username: 'boris' });
    for (let tries = 1; tries <= 9; tries += 1) {
      expect((await beginWith('boris', '0000-0000-0000-0000')).reply).toEqual({ ok: false, code: 'denied' });
    }
    expect((await beginWith('boris', enrolmentCode)).reply).toMatchObject({ ok: true });
    expect((await beginWith('boris', '0000-0000-0000-0000')).reply).toEqual({ ok: false, code: 'denied' });
    expect((await beginWith('boris', enrolmentCode)).reply).toEqual({ ok: false, code: 'denied' });
    const refused = rig.events.filter(({ draft }) => draft.type === 'person.enrolment-refused');
    expect(refused.map(({ draft }) => draft.data['tries'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('and dies after 24 hours, also when the clock is set back', async () => {
    const { enrolmentCode } = await addOperator(rig, await drawer(), { username: 'boris' });
    rig.clock.pass(24 * 60 * 60_000);
    expect((await beginWith('boris', enrolmentCode)).reply).toEqual({ ok: false, code: 'denied' });
    await signIn(rig, owner.username, owner.password, { code: ownersCode() });
    rig.clock.jump(-60 * 60_000);
    expect((await beginWith('boris', enrolmentCode)).reply).toEqual({ ok: false, code: 'denied' });
  });

  it('a wrong code and a name that nobody has are refused alike, with one commit', async () => {
    await addOperator(rig, await drawer(), { username: 'boris' });
    for (const name of ['boris', 'nobody', operator.username]) {
      const points: string[] = [];
      const gate = await rig.startGate((point) => points.push(point));
      const request = { username: name, enrolmentCode: '0000-0000-0000-0000' };
      expect(await gate.open().call('enrol.begin', request)).toEqual({ ok: false, code: 'denied' });
      expect(points).toEqual(['before-commit', 'committed', 'anchored', 'checked']);
      expect((await gate.outcome()).over).toBe(true);
    }
  });

  it('a code that another gate uses up meanwhile is not good again', async () => {
    const { enrolmentCode, person } = await addOperator(rig, await drawer(), { username: 'boris' });
    const commit = await anotherGate(rig);
    const gate = await rig.startGate((point) => {
      if (point !== 'checked') return;
      commit((change) => {
        change.account(person.id).enrolment = null;
      });
    });
    expect((await gate.open().call('enrol.begin', { username: 'boris', enrolmentCode })).ok).toBe(false);
    expect((await beginWith('boris', enrolmentCode)).reply).toEqual({ ok: false, code: 'denied' });
  });

  it('a first code is used up by the first sign-in', async () => {
    const { enrolmentCode } = await addOperator(rig, await drawer(), { username: 'boris' });
    const { page, gate, reply } = await beginWith('boris', enrolmentCode);
    expect(reply).toEqual({ ok: true, value: { name: operator.name, asks: 'new-password', shredsNotes: false } });
    expect(await page.call('enrol.prove', { code: '123456' })).toMatchObject({ code: 'not-now' });
    expect(await page.call('enrol.password', { password: 'short' })).toMatchObject({ code: 'weak-password' });
    const { totp } = value(await page.call('enrol.password', { password: 'four slow rivers turn' }));
    expect(await page.call('enrol.finish', {})).toMatchObject({ code: 'not-now' });
    const code = phone(rig.clock, totp.secret).code();
    const { recoveryCodes } = value(await page.call('enrol.prove', { code }));
    expect(new Set(recoveryCodes).size).toBe(10);
    value(await page.call('enrol.finish', {}));
    expect((await gate.take('outcome')).op).toBe('enrol.begin');
    expect(rig.events.slice(-2).map(({ draft }) => [draft.type, draft.data])).toMatchObject([
      ['person.enrolled', { issuedBy: made.account }],
      ['sign-in', { factor: 'enrolment' }],
    ]);
    expect((await beginWith('boris', enrolmentCode)).reply).toEqual({ ok: false, code: 'denied' });
    // The code that proved the phone is used too.
    expect((await signIn(rig, 'boris', 'four slow rivers turn', { code })).reply).toMatchObject({ code: 'code-used' });
    expect(
      (await signIn(rig, 'boris', 'four slow rivers turn', { recoveryCode: recoveryCodes[3] ?? '' })).reply.ok,
    ).toBe(true);
  });

  it('a lost phone is replaced with the current password, and the notes\u2019 key stays', async () => {
    const { reply } = await asLead(rig, await drawer(), 'people.reset-phone', { id: anna.account });
    const { enrolmentCode, person } = value(reply);
    expect(person).toMatchObject({ state: 'resetting', recoveryCodesLeft: 0 });
    const [old = ''] = anna.recoveryCodes;
    for (const factor of [{ code: annasCode() }, { recoveryCode: old }]) {
      expect((await signIn(rig, operator.username, operator.password, factor)).reply.ok).toBe(false);
    }
    const begun = await beginWith(operator.username, enrolmentCode);
    expect(begun.reply).toMatchObject({ value: { asks: 'current-password', shredsNotes: false } });
    expect(await begun.page.call('enrol.password', { password: 'not the password' })).toMatchObject({ code: 'denied' });
    expect((await begun.gate.take('outcome')).op).toBe('enrol.begin');
    expect((await begun.gate.take('outcome')).over).toBe(true);
    const again = await enrol(rig, operator.username, enrolmentCode, operator.password);
    expect(again.userKey).toEqual(anna.userKey);
    expect(again.secret).not.toBe(anna.secret);
    const code = phone(rig.clock, again.secret).code();
    expect((await signIn(rig, operator.username, operator.password, { code })).reply.ok).toBe(true);
  });

  it('a forgotten password is replaced, the notes are shredded, and that is said first', async () => {
    const vaults = join(rig.profile, 'vaults');
    mkdirSync(vaults);
    const file = join(vaults, `${anna.account}.db`);
    writeFileSync(file, 'no vault that could be opened');
    const { reply } = await asLead(rig, await drawer(), 'people.reset-password', { id: anna.account });
    const { enrolmentCode } = value(reply);
    expect((await beginWith(operator.username, enrolmentCode)).reply).toMatchObject({
      value: { asks: 'new-password', shredsNotes: true },
    });
    expect(existsSync(file)).toBe(true);
    const again = await enrol(rig, operator.username, enrolmentCode, 'four slow rivers turn');
    expect(existsSync(file)).toBe(false);
    expect(again.userKey).not.toEqual(anna.userKey);
    const code = phone(rig.clock, again.secret).code();
    expect((await signIn(rig, operator.username, operator.password, { code })).reply.ok).toBe(false);
    expect((await signIn(rig, operator.username, 'four slow rivers turn', { code })).reply.ok).toBe(true);
    expect(
      rig.events.filter(({ draft }) => draft.type === 'person.password-reset').map(({ draft }) => draft.actor),
    ).toEqual([made.account, anna.account]);
  });

  it('a new code for somebody who never came replaces the first one', async () => {
    const grant = await drawer();
    const first = await addOperator(rig, grant, { username: 'boris' });
    const second = value((await asLead(rig, grant, 'people.reset-phone', { id: first.person.id })).reply);
    expect(second.person.state).toBe('invited');
    expect((await beginWith('boris', first.enrolmentCode)).reply).toMatchObject({ code: 'denied' });
    expect((await beginWith('boris', second.enrolmentCode)).reply).toMatchObject({ value: { asks: 'new-password' } });
  });
});

describe('changing the own password', () => {
  const atDesk = () => ({ session: { account: anna.account, locked: false, codeAfter: passwordIsEnough } });
  const change = async (password: string, newPassword: string, code: string) => {
    const gate = await rig.startGate();
    return gate.open(atDesk()).call('password.change', { password, newPassword, code });
  };

  it('needs the old one and a fresh code, and keeps the notes\u2019 key', async () => {
    const fresh = 'four slow rivers turn';
    expect(await change('wrong password', fresh, annasCode())).toEqual({ ok: false, code: 'denied' });
    expect(await change(operator.password, 'too short', annasCode())).toMatchObject({ code: 'weak-password' });
    expect(await change(operator.password, fresh, annasCode())).toEqual({ ok: true, value: {} });
    expect(lastEvent()).toMatchObject({ type: 'person.password-changed', actor: anna.account, outcome: 'ok' });
    rig.clock.pass(30_000);
    expect((await signIn(rig, operator.username, operator.password, { code: annasCode() })).reply.ok).toBe(false);
    const { gate, reply } = await signIn(rig, operator.username, fresh, { code: annasCode() });
    expect(reply.ok).toBe(true);
    expect((await gate.handOver()).key).toEqual(anna.userKey);
  });
});
