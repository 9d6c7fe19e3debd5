import { beforeEach, describe, expect, it } from 'vitest';
import { createGateRig, owner, phone, setUp, site, value, type GateRig, type SetUp } from '../support/gate-rig.ts';

describe('first run', () => {
  let rig: GateRig;
  beforeEach(() => {
    rig = createGateRig();
  });

  it('a set-up makes an owner who can sign in after a restart', async () => {
    const made = await setUp(rig);
    const gate = await rig.startGate();
    expect(gate.ready.profile).toMatchObject({ state: 'ready', site, people: [{ id: made.account, state: 'active' }] });
    const page = gate.open();
    const reply = await page.call('sign-in', {
      username: ' OLGA ',
      password: owner.password,
      factor: { code: phone(rig.clock, made.secret).code() },
    });
    expect(reply).toEqual({ ok: true, value: { id: made.account, role: 'lead' } });
    expect(await gate.outcome()).toMatchObject({
      op: 'sign-in',
      ok: true,
      over: true,
      session: { account: made.account, factor: 'code', recoveryCodesLeft: 10 },
    });
    expect((await gate.handOver()).key).toEqual(made.userKey);
    expect(rig.events.map(({ draft }) => draft.type)).toEqual([
      'site.set-up',
      'person.added',
      'person.enrolled',
      'sign-in',
      'sign-in',
    ]);
    expect(rig.events.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });
});
