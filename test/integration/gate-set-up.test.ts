import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createGateRig,
  enrol,
  operator,
  owner,
  phone,
  service,
  setUp,
  signIn,
  site,
  value,
  type GateRig,
} from '../support/gate-rig.ts';

let rig: GateRig;
beforeEach(() => {
  rig = createGateRig();
});

const begin = { site, ...owner };

describe('first run', () => {
  it('stores nothing before its end: neither a file nor a keychain item', async () => {
    const gate = await rig.startGate();
    expect(gate.ready.profile).toEqual({ state: 'first-run' });
    const page = gate.open();
    const { totp } = value(await page.call('setup.begin', begin));
    value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
    value(await page.call('setup.second-lead', { name: 'Boris', username: 'boris' }));
    value(await page.call('setup.kit', {}));
    expect(readdirSync(rig.profile)).toEqual([]);
    expect(rig.keychain.writes()).toBe(0);
    expect((await rig.startGate()).ready.profile).toEqual({ state: 'first-run' });
  });

  it('begins the owner\u2019s session, and its events are one chain of numbers', async () => {
    const made = await setUp(rig);
    expect(made.userKey).toHaveLength(32);
    const gate = await rig.startGate();
    expect(gate.ready.profile).toMatchObject({
      state: 'ready',
      site,
      people: [{ id: made.account, username: 'olga', role: 'lead', state: 'active', recoveryCodesLeft: 10 }],
    });
    expect(rig.events.map(({ n, draft }) => [n, draft.type])).toEqual([
      [1, 'site.set-up'],
      [2, 'person.added'],
      [3, 'person.enrolled'],
      [4, 'sign-in'],
    ]);
    expect(rig.keychain.items.get(service)?.has('device')).toBe(true);
  });

  it('tells main who is there and where, so that the desk can open at once', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    const { totp } = value(await page.call('setup.begin', begin));
    value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
    value(await page.call('setup.second-lead', { name: 'Boris', username: 'boris' }));
    value(await page.call('setup.finish', {}));
    const outcomes = [await gate.outcome(), await gate.outcome(), await gate.outcome(), await gate.outcome()];
    expect(outcomes.map(({ op, over }) => [op, over])).toEqual([
      ['setup.begin', false],
      ['setup.prove', false],
      ['setup.second-lead', false],
      ['setup.finish', true],
    ]);
    expect(outcomes[3]).toMatchObject({
      ok: true,
      site,
      session: { factor: 'set-up', role: 'lead', recoveryCodesLeft: 10 },
      people: [{ username: 'olga' }, { username: 'boris', state: 'invited' }],
    });
  });

  it('asks for a second lead or the owner\u2019s kit, typed back', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    expect(await page.call('setup.finish', {})).toMatchObject({ code: 'not-now' });
    const { totp } = value(await page.call('setup.begin', begin));
    expect(await page.call('setup.kit', {})).toMatchObject({ code: 'not-now' });
    const wrong = phone(rig.clock, totp.secret).wrongCode();
    expect(await page.call('setup.prove', { code: wrong })).toMatchObject({ code: 'wrong-code' });
    value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
    expect(await page.call('setup.finish', {})).toMatchObject({ code: 'not-now' });
    const { kitCode } = value(await page.call('setup.kit', {}));
    expect(await page.call('setup.finish', {})).toMatchObject({ code: 'not-now' });
    expect(await page.call('setup.kit-prove', { kitCode: '0000' })).toMatchObject({ code: 'wrong-code' });
    value(await page.call('setup.kit-prove', { kitCode: kitCode.toLowerCase().replaceAll('-', '') }));
    expect(await page.call('setup.finish', {})).toMatchObject({ ok: true });
  });

  it('lets the second lead sign in with the code that it gave', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    const { totp } = value(await page.call('setup.begin', begin));
    value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
    expect(await page.call('setup.second-lead', { name: 'Olga', username: 'OLGA' })).toMatchObject({
      code: 'username-taken',
    });
    const { enrolmentCode } = value(await page.call('setup.second-lead', { name: 'Boris', username: 'Boris' }));
    value(await page.call('setup.finish', {}));
    const second = await enrol(rig, 'boris', enrolmentCode, operator.password);
    const { outcome } = await signIn(rig, 'boris', operator.password, {
      code: phone(rig.clock, second.secret).code(),
    });
    expect(outcome.session).toMatchObject({ account: second.account, role: 'lead' });
  });

  it('refuses weak passwords and card data in names, and goes on', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    const weak = async (password: string) => page.call('setup.begin', { ...begin, password });
    expect(await weak('short one')).toEqual({ ok: false, code: 'weak-password', detail: { reason: 'short' } });
    expect(await weak('qwertyuiop123')).toMatchObject({ code: 'weak-password' });
    expect(await weak('olga drinks tea')).toMatchObject({ detail: { reason: 'contains-name' } });
    for (const field of ['name', 'username'] as const) {
      expect(await page.call('setup.begin', { ...begin, [field]: '4111 1111 1111 1111' })).toMatchObject({
        code: 'card-data',
      });
    }
    expect(await page.call('setup.begin', { ...begin, site: { ...site, name: '4111111111111111' } })).toMatchObject({
      code: 'card-data',
    });
    expect(await page.call('setup.begin', begin)).toMatchObject({ ok: true });
  });

  it('is not to be had a second time', async () => {
    await setUp(rig);
    const gate = await rig.startGate();
    expect(await gate.open().call('setup.begin', begin)).toEqual({ ok: false, code: 'not-now' });
  });

  it('leaves nothing behind when the keychain refuses at the end', async () => {
    const gate = await rig.startGate();
    const page = gate.open();
    const { totp } = value(await page.call('setup.begin', begin));
    value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
    value(await page.call('setup.second-lead', { name: 'Boris', username: 'boris' }));
    rig.keychain.fail('locked');
    expect(await page.call('setup.finish', {})).toEqual({ ok: false, code: 'keychain' });
    expect(readdirSync(rig.profile)).toEqual([]);
    rig.keychain.fail(null);
    expect((await rig.startGate()).ready.profile).toEqual({ state: 'first-run' });
  });

  it.each(['prepared', 'device-stored', 'committed'] as const)(
    'ended at "%s": the next start finds either nothing or a console that is set up',
    async (end) => {
      const gate = await rig.startGate((point) => {
        if (point === end) throw new Error('killed');
      });
      const page = gate.open();
      const { totp } = value(await page.call('setup.begin', begin));
      value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
      value(await page.call('setup.second-lead', { name: 'Boris', username: 'boris' }));
      expect(await page.call('setup.finish', {})).toMatchObject({ ok: false });
      rig.clock.pass(30_000);
      const next = await rig.startGate();
      if (end === 'prepared') {
        expect(next.ready.profile).toEqual({ state: 'first-run' });
        expect(readdirSync(rig.profile)).toEqual([]);
        return;
      }
      expect(next.ready.profile).toMatchObject({ state: 'ready', site });
      expect(existsSync(join(rig.profile, 'accounts.db.setting-up'))).toBe(false);
      const { reply } = await signIn(rig, owner.username, owner.password, {
        code: phone(rig.clock, totp.secret).code(),
      });
      expect(reply.ok).toBe(true);
      expect(rig.events.map(({ draft }) => draft.type)).toContain('site.set-up');
    },
  );
});
