import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addOperator,
  asLead,
  createGateRig,
  enrol,
  openDrawer,
  operator,
  owner,
  passwordIsEnough,
  phone,
  setUp,
  signIn,
  value,
  type GateRig,
  type SetUp,
} from '../support/gate-rig.ts';

let prepared: GateRig;
let made: SetUp;
let rig: GateRig;
const code = () => phone(rig.clock, made.secret).code();
const byCode = (username = owner.username) => signIn(rig, username, owner.password, { code: code() });
const hour = 60 * 60_000;

beforeAll(async () => {
  prepared = createGateRig();
  made = await setUp(prepared);
});
beforeEach(() => {
  rig = prepared.copy();
});

describe('a wall clock that went back', () => {
  beforeEach(async () => {
    await byCode();
    rig.clock.jump(-hour);
  });

  it('makes codes of the past worthless, for everybody alike, and costs no attempt', async () => {
    for (const name of [owner.username, 'nobody']) {
      for (let tries = 0; tries < 6; tries += 1) {
        const { reply } = await byCode(name);
        expect(reply).toEqual({ ok: false, code: 'clock' });
      }
    }
  });

  it('is forgiven up to 90 seconds', async () => {
    rig.clock.jump(hour - 90_000);
    expect((await byCode()).reply.ok).toBe(true);
  });

  it('is over when the clock is right again', async () => {
    rig.clock.jump(hour);
    rig.clock.pass(30_000);
    expect((await byCode()).reply.ok).toBe(true);
  });

  it('still lets a person unlock by password after a short absence', async () => {
    const gate = await rig.startGate();
    const session = { account: made.account, locked: true, codeAfter: passwordIsEnough };
    expect(await gate.open({ session }).call('unlock', { password: owner.password })).toMatchObject({ ok: true });
  });

  it('brings back nobody whose account has ended', async () => {
    rig.clock.jump(hour);
    rig.clock.pass(30_000);
    const { enrolmentCode } = await addOperator(rig, await openDrawer(rig, made), { endsOn: '2026-10-05' });
    const anna = await enrol(rig, operator.username, enrolmentCode, operator.password);
    rig.clock.pass(24 * hour);
    await byCode();
    rig.clock.jump(-24 * hour);
    const [recoveryCode = ''] = anna.recoveryCodes;
    const { reply } = await signIn(rig, operator.username, operator.password, { recoveryCode });
    expect(reply).toEqual({ ok: false, code: 'denied' });
    const gate = await rig.startGate();
    expect(gate.ready.profile).toMatchObject({ people: [{}, { state: 'ended' }] });
    const session = { account: anna.account, locked: true, codeAfter: passwordIsEnough };
    const unlocked = await gate.open({ session }).call('unlock', { password: operator.password });
    expect(unlocked).toEqual({ ok: false, code: 'denied' });
  });

  it('is confirmed by a lead who signs in with a recovery code', async () => {
    const [recoveryCode = ''] = made.recoveryCodes;
    expect((await signIn(rig, owner.username, owner.password, { recoveryCode })).reply.ok).toBe(true);
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'clock.confirmed', actor: made.account });
    expect((await byCode()).reply.ok).toBe(true);
  });

  it('is confirmed by the owner\u2019s kit', async () => {
    const gate = await rig.startGate();
    value(await gate.open().call('kit.open', { kitCode: made.kitCode }));
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'clock.confirmed', actor: null });
    expect((await byCode()).reply.ok).toBe(true);
  });
});

describe('a wall clock that was ahead', () => {
  it('locks nobody out by one sign-in under it, once a lead confirms the time', async () => {
    rig.clock.jump(400 * 24 * hour);
    expect((await byCode()).reply.ok).toBe(true);
    rig.clock.jump(-400 * 24 * hour);
    expect((await byCode()).reply).toEqual({ ok: false, code: 'clock' });
    const gate = await rig.startGate();
    value(await gate.open().call('kit.open', { kitCode: made.kitCode }));
    expect((await byCode()).reply.ok).toBe(true);
  });

  it('a lead whose drawer was open confirms it by unlocking somebody', async () => {
    const grant = await openDrawer(rig, made);
    rig.clock.jump(-hour);
    const { reply } = await asLead(rig, grant, 'people.unlock', { id: made.account });
    expect(reply.ok).toBe(true);
    expect(rig.events.at(-1)?.draft).toMatchObject({ type: 'clock.confirmed', actor: made.account });
  });
});
