import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeskRig, type DeskRig } from '../support/desk-rig.ts';
import { anna, outcome, sessionFacts } from '../support/fake-host.ts';

let rig: DeskRig;
beforeEach(async () => {
  rig = await createDeskRig();
  await rig.signIn(anna);
  rig.host.power('system-lock');
  await rig.pass(100);
});
afterEach(async () => {
  await rig.stop();
});

const vaults = () => rig.host.living('vault');
const typeAndSubmit = async () => {
  await rig.entry('attempt.near');
  await rig.entry('gate.open');
};

describe('a locked desk', () => {
  test('gets its page ready while somebody types the password, and no vault', async () => {
    expect(rig.host.prepared.size).toBe(0);
    await rig.entry('attempt.near');
    expect([...rig.host.prepared]).toEqual(['desk']);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect(vaults()).toEqual([]);
  });

  test('has a vault’s program come up while a gate checks, which is told nothing until the gate lets somebody in', async () => {
    await typeAndSubmit();
    expect(vaults().map(({ told }) => told)).toEqual([[]]);
    const [spare] = vaults();
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    expect(vaults()).toEqual([spare]);
    expect(spare?.told.map(({ type }) => type)).toContain('start');
    expect([...rig.host.shown]).toEqual(['desk']);
  });

  test('ends that program when the gate refuses, and begins anew with the next attempt', async () => {
    await typeAndSubmit();
    await rig.gateSays(outcome('unlock', { ok: false, code: 'denied', over: true }));
    expect(vaults()).toEqual([]);
    await typeAndSubmit();
    expect(vaults()).toHaveLength(1);
  });

  test('ends it when no gate answers', async () => {
    await typeAndSubmit();
    await rig.pass(10_000);
    expect(vaults()).toEqual([]);
  });

  test('starts none for a lead, whose drawer opens no desk', async () => {
    await rig.entry('gate.open');
    expect(vaults()).toEqual([]);
  });
});

test('an open desk gets nothing ready: no password that is typed there opens another', async () => {
  await rig.signIn(anna, 'unlock');
  await rig.entry('attempt.near');
  expect(rig.host.prepared.size).toBe(0);
});
