import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeskRig, type DeskRig } from '../support/desk-rig.ts';
import { anna, olga, outcome, readyProfile, sessionFacts } from '../support/fake-host.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

let folder: string;
let rig: DeskRig;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-desk-'));
});
afterEach(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const accepted = () => rig.events().filter(({ type }) => type === 'rollback.accepted');
const phase = (is: string) =>
  expect
    .poll(async () => {
      await rig.pass(10);
      return rig.entryState();
    })
    .toMatchObject({ phase: is });

describe('an older copy of the log', () => {
  beforeEach(async () => {
    const keychain = createMemoryKeychain();
    const file = (name: string) => join(folder, 'profile', name);
    for (const copy of ['older', 'latest']) {
      rig = await createDeskRig({ keychain, folder });
      await rig.stop();
      copyFileSync(file('desk.db'), file(copy));
    }
    copyFileSync(file('older'), file('desk.db'));
    rig = await createDeskRig({ keychain, folder });
  });

  test('lets nobody in, and the screen says so and where it is kept', async () => {
    expect(await rig.entryState()).toMatchObject({
      phase: 'broken',
      fault: { code: 'audit-rolled-back', keptAside: expect.stringContaining('desk.db.rolled-back-') as string },
    });
    const [gate] = rig.host.living('gate');
    expect(await rig.entry('gate.open')).toMatchObject({ ok: true });
    await rig.gateSays(outcome('sign-in', { session: sessionFacts(anna), over: false }));
    expect(rig.host.living('vault')).toHaveLength(0);
    expect(gate?.alive).toBe(false);
    expect(await rig.entryState()).toMatchObject({ phase: 'broken' });
  });

  test.each([
    ['lead', olga, 'drawer'],
    ['kit', null, 'kit'],
  ] as const)('opens again once a %s has seen it, which is in the log', async (via, person, grant) => {
    await rig.entry('gate.open');
    await rig.grant(person, grant);
    await phase('sign-in');
    expect(accepted()).toMatchObject([{ actor: person?.id ?? null, data: { database: 'log', via, shut: 0 } }]);
    await rig.signIn(anna);
    expect(rig.host.living('vault')).toHaveLength(1);
  });

  test('stays shut for a try that was refused, and when somebody only tries to open it again', async () => {
    await rig.entry('gate.open');
    await rig.gateSays(outcome('drawer', { ok: false, code: 'denied' }));
    expect(await rig.entryState()).toMatchObject({ phase: 'broken' });
    await rig.entry('retry');
    await phase('broken');
    expect(accepted()).toEqual([]);
  });
});

describe('lists and settings that somebody else has changed', () => {
  test('let nobody in until a lead has seen it: the screen says so, and so does the log', async () => {
    const keychain = createMemoryKeychain();
    rig = await createDeskRig({ keychain, folder });
    await rig.stop();
    const db = new Database(join(folder, 'profile', 'desk.db'));
    db.exec("INSERT INTO settings VALUES ('idleSeconds', '900')");
    db.close();
    rig = await createDeskRig({ keychain, folder });
    expect(await rig.entryState()).toMatchObject({
      phase: 'broken',
      fault: { code: 'desk-altered', keptAside: expect.stringContaining('desk.db.altered-') as string },
    });
    await rig.entry('gate.open');
    await rig.grant(olga, 'drawer');
    await phase('sign-in');
    expect(accepted()).toMatchObject([{ actor: olga.id, data: { database: 'desk', via: 'lead', shut: 0 } }]);
    await rig.signIn(anna);
    expect(rig.host.living('vault')).toHaveLength(1);
  });
});

describe('an older copy of the accounts', () => {
  beforeEach(async () => {
    rig = await createDeskRig({ profile: { state: 'fault', fault: 'accounts-rolled-back', keptAside: '/aside' } });
  });

  test('lets a lead try; a refused try is in the log, which the copy could not write', async () => {
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'accounts-rolled-back' } });
    for (const op of ['drawer', 'kit.open']) {
      expect(await rig.entry('gate.open')).toMatchObject({ ok: true });
      await rig.gateSays(outcome(op, { ok: false, code: 'denied' }));
    }
    expect(accepted()).toMatchObject([
      { outcome: 'refused', actor: null, data: { database: 'accounts', via: 'lead' } },
      { outcome: 'refused', actor: null, data: { database: 'accounts', via: 'kit' } },
    ]);
    expect(await rig.entryState()).toMatchObject({ phase: 'broken' });
  });

  test('opens again with what the lead went on from', async () => {
    await rig.entry('gate.open');
    rig.host.profile = readyProfile();
    await rig.grant(olga, 'drawer');
    await phase('sign-in');
    await rig.signIn(anna);
    expect(rig.host.living('vault')).toHaveLength(1);
  });
});
