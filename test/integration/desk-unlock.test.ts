import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isEarly } from '../../electron/desk/early-requests.ts';
import type { DeskState } from '../../shared/console-state.ts';
import { deskContract } from '../../shared/contract/ipc.ts';
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
  test('gets its page and a vault’s program ready while somebody types the password, and tells neither anything', async () => {
    expect(rig.host.prepared.size).toBe(0);
    await rig.entry('attempt.near');
    expect([...rig.host.prepared]).toEqual(['desk']);
    expect(rig.host.informed.size).toBe(0);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect(vaults().map(({ told }) => told)).toEqual([[]]);
    expect((await rig.call('state')).ok).toBe(false);
  });

  test('has that program become the vault of whom the gate lets in, and the page draw that person’s desk out of sight', async () => {
    rig.host.answers.vault = false;
    await typeAndSubmit();
    const [spare] = vaults();
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    expect(vaults()).toEqual([spare]);
    expect(spare?.told.map(({ type }) => type)).toEqual(['start']);
    const coming = rig.host.informed.get('desk');
    expect(coming).toMatchObject({ person: { name: 'Anna' } });
    expect([...rig.host.shown]).toEqual(['entry']);
    spare?.say({ type: 'ready', notes: 0, altered: null });
    await rig.pass(1);
    expect([...rig.host.shown]).toEqual(['desk']);
    expect(await rig.deskState()).toEqual(coming);
  });

  test('has its page told nothing anew that it was told while it was drawn out of sight', async () => {
    const pushed = () => rig.host.pushed.filter(({ role }) => role === 'desk').length;
    const before = pushed();
    rig.host.answers.vault = false;
    await typeAndSubmit();
    const spare = vaults()[0];
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    await rig.pass(400);
    spare?.say({ type: 'ready', notes: 0, altered: null });
    await rig.pass(100);
    expect([...rig.host.shown]).toEqual(['desk']);
    expect(pushed()).toBe(before);
    // Once there is something new it is.
    await rig.call('on-call', { on: true });
    await rig.pass(100);
    expect(pushed()).toBe(before + 1);
  });

  test('has its page told when the desk locks as if it began then, and never that it locks at once', async () => {
    rig.host.answers.vault = false;
    await typeAndSubmit();
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    const { locksAt, settings } = rig.host.informed.get('desk') as DeskState;
    expect(locksAt).toBe(Date.now() + settings.idleSeconds * 1000);
  });

  test('has that program expect whom a gate has proven, and tells the page nothing before that is written down', async () => {
    await typeAndSubmit();
    await rig.gateSays({ type: 'proven', account: anna.id });
    expect(vaults().map(({ told }) => told)).toMatchObject([[{ type: 'expect', account: anna.id }]]);
    expect(rig.host.informed.size).toBe(0);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect((await rig.call('state')).ok).toBe(false);
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    expect(
      vaults()[0]
        ?.told.map(({ type }) => type)
        .slice(0, 2),
    ).toEqual(['expect', 'start']);
    expect([...rig.host.shown]).toEqual(['desk']);
  });

  test('ends the program that expected somebody whose attempt could not be written down', async () => {
    await typeAndSubmit();
    await rig.gateSays({ type: 'proven', account: anna.id });
    await rig.gateSays(outcome('unlock', { ok: false, code: 'storage', over: true }));
    expect(vaults()).toEqual([]);
    expect(rig.host.prepared.size).toBe(0);
  });

  test('ends the program that expected somebody whose gate has ended over it', async () => {
    await typeAndSubmit();
    await rig.gateSays({ type: 'proven', account: anna.id });
    rig.host.living('gate').at(-1)?.die();
    await rig.pass(1);
    expect(vaults()).toEqual([]);
    expect(rig.host.prepared.size).toBe(0);
  });

  test('ends the program that expected somebody when another attempt begins, whose own expects nobody yet', async () => {
    await typeAndSubmit();
    await rig.gateSays({ type: 'proven', account: anna.id });
    const [expecting] = vaults();
    await typeAndSubmit();
    const [fresh, ...more] = vaults();
    expect(more).toEqual([]);
    expect(fresh).toBeDefined();
    expect(fresh).not.toBe(expecting);
    expect(fresh?.told).toEqual([]);
    expect(rig.host.prepared.size).toBe(1);
  });

  test('shows the desk of nobody whose vault does not open', async () => {
    rig.host.answers.vault = false;
    await typeAndSubmit();
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    vaults()[0]?.say({ type: 'fault', kind: 'damaged', keptAside: null });
    await rig.pass(1);
    expect([rig.host.prepared.size, rig.host.informed.size]).toEqual([0, 0]);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect((await rig.call('state')).ok).toBe(false);
  });

  test('lets the page that draws out of sight read that person’s day, and do nothing', async () => {
    rig.host.answers.vault = false;
    await typeAndSubmit();
    const reads = { state: {}, 'checklist.today': {}, 'checklist.history': { days: 14 } };
    expect(Object.keys(deskContract.requests).filter(isEarly)).toEqual(Object.keys(reads));
    for (const [name, body] of Object.entries(reads)) expect((await rig.call(name, body)).ok).toBe(false);
    await rig.gateSays(outcome('unlock', { session: sessionFacts(anna), over: false }));
    for (const [name, body] of Object.entries(reads)) expect((await rig.call(name, body)).ok).toBe(true);
    for (const name of ['vault.open', 'activity.prove', 'policy-text.read', 'drawer.open', 'sign-out'])
      expect((await rig.call(name)).ok).toBe(false);
  });

  test('ends both when the gate refuses, and begins anew with the next attempt', async () => {
    await typeAndSubmit();
    await rig.gateSays(outcome('unlock', { ok: false, code: 'denied', over: true }));
    expect(vaults()).toEqual([]);
    expect(rig.host.prepared.size).toBe(0);
    await typeAndSubmit();
    expect(vaults()).toHaveLength(1);
  });

  test('ends both when nobody is let in for 10 seconds', async () => {
    await typeAndSubmit();
    await rig.pass(10_000);
    expect(vaults()).toEqual([]);
    expect(rig.host.prepared.size).toBe(0);
  });

  test('has no program come up for a lead, whose drawer opens no desk', async () => {
    await rig.entry('gate.open');
    expect(vaults()).toEqual([]);
  });
});

describe('an open desk', () => {
  const gates = () => rig.host.living('gate').length;
  beforeEach(() => rig.signIn(anna, 'unlock'));

  test('has ended the gate that knew the key, and has another one soon', async () => {
    expect(gates()).toBe(0);
    await rig.pass(500);
    expect(gates()).toBe(1);
  });

  test('has another gate at once for whoever wants one', async () => {
    expect((await rig.call('gate.open')).ok).toBe(true);
    expect(gates()).toBe(1);
    await rig.pass(1_000);
    expect(gates()).toBe(1);
  });
});

test('an open desk gets nothing ready: no password that is typed there opens another', async () => {
  await rig.signIn(anna, 'unlock');
  await rig.entry('attempt.near');
  expect(rig.host.prepared.size).toBe(0);
});
