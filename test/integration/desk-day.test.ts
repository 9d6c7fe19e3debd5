import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { Person } from '../../shared/people.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { anna, boris, firstRun, olga, outcome, readyProfile, sessionFacts } from '../support/fake-host.ts';
import { createDeskRig, type DeskRig } from '../support/desk-rig.ts';
import { openLog } from '../support/desk-log.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createMemoryKeychain } from '../support/memory-keychain.ts';

let rig: DeskRig;
afterEach(async () => {
  await rig.stop();
});

/** The directory changes: the gate that did it says so, and every later one. */
async function change(op: string, id: string, to: Partial<Person>): Promise<void> {
  const people = [olga, anna, boris].map((person) => (person.id === id ? { ...person, ...to } : person));
  rig.host.profile = readyProfile(people);
  await rig.gateSays(outcome(op, { people }));
}
const dataOf = (type: string) =>
  rig
    .events()
    .filter((event) => event.type === type)
    .map(({ data }) => data);

describe('the first screen', () => {
  test('is set-up where there is no profile, and the program has started in the log', async () => {
    rig = await createDeskRig({ profile: firstRun });
    expect(await rig.entryState()).toMatchObject({ phase: 'first-run', site: null, language: 'en' });
    expect(rig.events().map(({ type }) => type)).toEqual(['chain.opened', 'console.started']);
  });

  test('after set-up the desk opens for the owner', async () => {
    rig = await createDeskRig({ profile: firstRun });
    await rig.entry('gate.open');
    const site = { name: 'Test site', zone: 'Europe/Moscow', language: 'ru' };
    const session = sessionFacts(olga, 'set-up');
    await rig.gateSays(outcome('setup.finish', { session, site, people: [olga], over: false }));
    expect(await rig.deskState()).toMatchObject({ person: { id: olga.id, role: 'lead' }, site, language: 'ru' });
  });

  test('keeps the language that somebody chose, whatever the site’s is', async () => {
    rig = await createDeskRig();
    await rig.entry('prefs.set', { language: 'ru', theme: 'contrast' });
    expect(await rig.entryState()).toMatchObject({ language: 'ru', theme: 'contrast' });
  });
});

describe('a profile that cannot be opened', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cleandesk-desk-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['missing', 'locked'] as const)(
    'for a keychain that is %s says so, starts no gate, and opens after it was mended',
    async (kind) => {
      const keychain = createMemoryKeychain();
      keychain.fail(kind);
      rig = await createDeskRig({ keychain });
      expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: `keychain-${kind}` } });
      expect(rig.host.living('gate')).toHaveLength(0);
      expect(await rig.entry('gate.open')).toMatchObject({ ok: false });
      keychain.fail(null);
      await rig.entry('retry');
      await expect
        .poll(async () => {
          await rig.pass(10);
          return rig.entryState();
        })
        .toMatchObject({ phase: 'sign-in' });
    },
  );

  test('for a damaged log says where it was kept aside, and replaces nothing', async () => {
    const { mkdirSync, readFileSync } = await import('node:fs');
    mkdirSync(join(folder, 'profile'));
    writeFileSync(join(folder, 'profile/desk.db'), 'no database');
    rig = await createDeskRig({ folder });
    const state = (await rig.entryState()) as { fault: { code: string; keptAside: string } };
    expect(state.fault.code).toBe('audit-damaged');
    expect(readFileSync(state.fault.keptAside, 'utf8')).toBe('no database');
    expect(readFileSync(join(folder, 'profile/desk.db'), 'utf8')).toBe('no database');
  });

  test('by the gate’s word shows that fault and writes it down', async () => {
    rig = await createDeskRig({ profile: { state: 'fault', fault: 'accounts-foreign', keptAside: '/aside' } });
    expect(await rig.entryState()).toMatchObject({
      phase: 'broken',
      fault: { code: 'accounts-foreign', keptAside: '/aside' },
    });
    expect(dataOf('fault.found')).toEqual([{ fault: 'accounts-foreign', keptAside: true }]);
  });

  test('because the gate cannot run says so instead of starting it for ever', async () => {
    rig = await createDeskRig();
    for (let time = 0; time < 3; time += 1) {
      rig.host.living('gate')[0]?.die();
      await rig.pass(1);
    }
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'storage' } });
    expect(rig.host.living('gate')).toHaveLength(0);
  });
});

test('a form that is there before the gate has looked waits for it, and for nothing that the gate refuses', async () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'cleandesk-desk-'));
    mkdirSync(join(made, 'profile'));
    writeFileSync(join(made, 'profile/accounts.db'), '');
    return made;
  };
  rig = await createDeskRig({ folder: folder() });
  expect(await rig.entryState()).toMatchObject({ phase: 'sign-in' });
  expect(await rig.entry('gate.open')).toMatchObject({ ok: true });
  expect(rig.host.living('gate')[0]?.lastTold('attempt')).toBeDefined();
  await rig.stop();
  rig = await createDeskRig({
    folder: folder(),
    profile: { state: 'fault', fault: 'accounts-foreign', keptAside: null },
  });
  expect(await rig.entry('gate.open')).toMatchObject({ ok: false });
  expect(await rig.entryState()).toMatchObject({ phase: 'broken' });
});

describe('a gate', () => {
  beforeEach(async () => {
    rig = await createDeskRig();
  });

  test('serves one attempt, right or wrong, and is killed', async () => {
    const [first] = rig.host.living('gate');
    await rig.entry('gate.open');
    await rig.gateSays(outcome('sign-in', { ok: false, code: 'denied' }));
    expect(first?.alive).toBe(false);
    expect(rig.host.living('gate')).toHaveLength(1);
    await rig.entry('gate.open');
    expect(rig.host.living('gate')[0]?.lastTold('attempt')).toBeDefined();
  });

  test('of an attempt that a page begins again is not the one of the attempt before', async () => {
    await rig.entry('gate.open');
    const [first] = rig.host.living('gate');
    await rig.entry('gate.open');
    expect(first?.alive).toBe(false);
    expect(first?.told.filter(({ type }) => type === 'attempt')).toHaveLength(1);
  });

  test('that waits for an answer for half an hour is killed with what it learned', async () => {
    await rig.entry('gate.open');
    const [waiting] = rig.host.living('gate');
    await rig.pass(30 * 60_000);
    expect(waiting?.alive).toBe(false);
    expect(rig.host.living('gate')).toHaveLength(1);
  });

  test('sweeps in every new hour', async () => {
    const [idle] = rig.host.living('gate');
    await rig.pass(3_600_000);
    expect(idle?.told.filter(({ type }) => type === 'sweep').length).toBe(1);
  });

  test('hears that its events are kept, and that they are not', async () => {
    const entry = (n: number) => ({
      ...{ source: 'accounts', n },
      draft: {
        id: uuid(),
        time: rig.clock.now(),
        actor: anna.id,
        type: 'person.unlocked',
        outcome: 'ok',
        data: { person: boris.id },
      },
    });
    const kept = entry(1);
    await rig.gateSays({ type: 'outbox', entries: [kept] });
    expect(rig.host.living('gate')[0]?.lastTold('outbox-kept')).toMatchObject({ ids: [kept.draft.id] });
    expect(rig.types()).toContain('person.unlocked');
    rig.full(true);
    await rig.gateSays({ type: 'outbox', entries: [entry(2)] });
    expect(rig.host.living('gate')[0]?.lastTold('outbox-refused')).toBeDefined();
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'audit-unwritable' } });
    rig.full(false);
    await rig.entry('retry');
    await rig.pass(10);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in' });
  });

  test('and vault that say what no contract knows are counted, and nothing comes of it', async () => {
    await rig.gateSays({ type: 'outcome', op: 'sign-in', ok: true });
    await rig.signIn(anna);
    rig.host.living('vault')[0]?.say({ type: 'malformed', name: 'notes.write' });
    await rig.pass(60_000);
    expect(dataOf('input.malformed')).toEqual([
      { border: 'gate', name: 'message', count: 1 },
      { border: 'vault', name: 'notes.write', count: 1 },
    ]);
  });
});

describe('a vault that cannot be opened', () => {
  beforeEach(async () => {
    rig = await createDeskRig();
    rig.host.answers.vault = false;
  });

  test.each([
    ['damaged', 'vault-damaged'],
    ['truncated', 'vault-damaged'],
    ['newer', 'vault-newer'],
    ['foreign', 'vault-foreign'],
    ['rolled-back', 'vault-rolled-back'],
    ['keychain', 'vault-keychain'],
    ['storage', 'vault-storage'],
  ])('because it is %s leaves the person at the sign-in screen with the reason', async (kind, notice) => {
    await rig.signIn(anna);
    expect([...rig.host.prepared]).toEqual(['desk']);
    rig.host.living('vault')[0]?.say({ type: 'fault', kind, keptAside: '/aside' });
    await rig.pass(10);
    expect([...rig.host.prepared]).toEqual([]);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice, keptAside: '/aside' });
    expect(rig.host.living('vault')).toHaveLength(0);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect(rig.types().at(-1)).toMatch(/vault.damaged|fault.found/);
    rig.host.answers.vault = true;
    await rig.signIn(boris);
    expect(await rig.deskState()).toMatchObject({ person: { id: boris.id } });
  });

  test('is not one whose rows were changed from outside: it opens, and the desk says so until the next lock', async () => {
    const notesAltered = { keptAside: 'a.db.altered-20261124T081200Z' };
    rig.host.notesAltered = notesAltered;
    rig.host.answers.vault = true;
    await rig.signIn(anna);
    expect(await rig.deskState()).toMatchObject({ notesAltered });
    rig.host.notesAltered = null;
    await rig.call('lock', { break: null });
    await rig.pass(100);
    await rig.signIn(anna, 'unlock');
    expect(await rig.deskState()).toMatchObject({ notesAltered: null });
  });

  test('because it never answers is given up', async () => {
    await rig.signIn(anna);
    await rig.pass(20_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'vault-died' });
    expect(rig.host.living('vault')).toHaveLength(0);
  });

  test('because the gate died before it handed over the key is given up at once', async () => {
    await rig.signIn(anna);
    rig.host.living('gate')[0]?.die();
    await rig.pass(10);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'vault-died' });
    expect(rig.host.living('vault')).toHaveLength(0);
    expect(rig.host.living('gate')).toHaveLength(1);
  });
});

describe('lead’s work', () => {
  beforeEach(async () => {
    rig = await createDeskRig();
    await rig.signIn(anna);
  });

  /** The desk of a lead who has just proven it again. */
  async function atLeadsDesk(): Promise<void> {
    await rig.call('sign-out');
    await rig.pass(100);
    await rig.signIn(olga);
    await rig.grant(olga, 'step-up');
  }
  /** A lead is asked to Anna’s seat and opens the drawer there. */
  async function drawerOverLock(): Promise<void> {
    await rig.call('drawer.open');
    await rig.pass(100);
    await rig.entry('gate.open');
    await rig.grant(olga, 'drawer');
  }

  test('is refused without a live grant', async () => {
    expect(await rig.call('people.list')).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.call('settings.write', defaultSettings)).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.call('team.lists', { date: null })).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.call('activity.export')).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.call('central.enrol', { token: 'a' })).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.call('clock.confirm')).toEqual({ ok: false, code: 'no-lead' });
  });

  test('is open for two minutes from the proof, and the next gate is shown it', async () => {
    await drawerOverLock();
    expect(await rig.entryState()).toMatchObject({ drawer: { actor: olga.id, via: 'drawer' } });
    expect((await rig.entry('people.list')).value).toHaveLength(3);
    await rig.pass(110_000);
    await rig.entry('gate.open');
    expect(rig.host.living('gate')[0]?.lastTold('attempt')).toMatchObject({ grant: 'a-token' });
    rig.setClock(-3_600_000);
    await rig.pass(10_000);
    expect(await rig.entryState()).toMatchObject({ drawer: null });
    expect(await rig.entry('people.list')).toEqual({ ok: false, code: 'no-lead' });
  });

  test('ends with the drawer, and with a lock', async () => {
    await drawerOverLock();
    await rig.entry('lead.close');
    expect(await rig.entry('people.list')).toEqual({ ok: false, code: 'no-lead' });
    await rig.signIn(anna, 'unlock');
    await atLeadsDesk();
    rig.host.power('system-lock');
    await rig.pass(100);
    expect(await rig.entryState()).toMatchObject({ drawer: null });
    expect(await rig.entry('people.list')).toEqual({ ok: false, code: 'no-lead' });
  });

  test('in a drawer over the desk closes the notes meanwhile; an own step-up does not', async () => {
    await rig.grant(olga, 'step-up');
    expect(await rig.call('vault.open')).toMatchObject({ ok: true });
    await drawerOverLock();
    expect(rig.host.living('vault')).toHaveLength(0);
    expect([...rig.host.shown]).toEqual(['entry']);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock: { person: anna.id, cause: 'drawer' } });
    expect((await rig.entry('people.list')).value).toHaveLength(3);
    await rig.entry('lead.close');
    await rig.signIn(anna, 'unlock');
    expect(await rig.call('vault.open')).toMatchObject({ ok: true });
  });

  test('is never an operator’s page’s: a drawer or a kit proven there opens nothing', async () => {
    for (const [person, via] of [
      [olga, 'drawer'],
      [null, 'kit'],
    ] as const) {
      await rig.call('gate.open');
      await rig.grant(person, via);
      expect(await rig.deskState()).toMatchObject({ lead: null });
      expect(await rig.call('team.lists', { date: null })).toEqual({ ok: false, code: 'no-lead' });
      expect(await rig.call('settings.write', defaultSettings)).toEqual({ ok: false, code: 'no-lead' });
      expect(await rig.call('activity.export')).toEqual({ ok: false, code: 'no-lead' });
      await rig.call('gate.open');
      expect(rig.host.living('gate')[0]?.lastTold('attempt')).toMatchObject({ grant: null });
    }
    // Nor does a page that outlived its desk have the drawer that is open over the lock.
    await drawerOverLock();
    expect(await rig.call('people.list')).toEqual({ ok: false, code: 'no-lead' });
    expect((await rig.entry('people.list')).value).toHaveLength(3);
  });

  test.each([
    ['disabled', { state: 'disabled' }],
    ['made an operator', { role: 'operator' }],
  ] as const)('ends at once for a lead who is %s meanwhile', async (_what, to) => {
    await drawerOverLock();
    await change('people.edit', olga.id, to);
    expect(await rig.entryState()).toMatchObject({ drawer: null });
    expect(await rig.entry('people.list')).toEqual({ ok: false, code: 'no-lead' });
    await rig.entry('gate.open');
    expect(rig.host.living('gate')[0]?.lastTold('attempt')).toMatchObject({ grant: null });
  });

  test('of a lead who is being reset is over, and the screen with the new code stays until it is closed', async () => {
    await drawerOverLock();
    await change('people.reset-phone', olga.id, { state: 'resetting', issuedAt: rig.clock.now(), issuedBy: olga.id });
    expect(await rig.entryState()).toMatchObject({ drawer: { actor: olga.id } });
    expect((await rig.entry('people.list')).value).toHaveLength(3);
    expect(await rig.entry('team.lists', { date: null })).toMatchObject({ ok: true });
    expect(await rig.entry('team.confirm', { lists: [randomUUID()] })).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.entry('team.brief', { person: anna.id })).toEqual({ ok: false, code: 'no-lead' });
    expect(await rig.entry('clock.confirm')).toEqual({ ok: false, code: 'no-lead' });
  });

  test('confirms the time only together with its event', async () => {
    await drawerOverLock();
    const swept = () => rig.host.living('gate')[0]?.told.filter(({ type }) => type === 'sweep').length;
    rig.full(true);
    expect(await rig.entry('clock.confirm')).toMatchObject({ ok: false });
    expect(swept()).toBe(0);
    rig.full(false);
    expect(await rig.entry('clock.confirm')).toMatchObject({ ok: true });
    expect(swept()).toBe(1);
    expect(rig.events().at(-1)).toMatchObject({ type: 'clock.confirmed', actor: olga.id, outcome: 'ok' });
    // A gate that has something else to do does not confirm it, and the log says so.
    await rig.entry('gate.open');
    expect(await rig.entry('clock.confirm')).toEqual({ ok: false, code: 'not-now' });
    expect(rig.events().at(-1)).toMatchObject({ type: 'clock.confirmed', outcome: 'failed' });
  });

  test('borrows the open desk’s key from its vault for a step-up, once, and for nothing that does not ask', async () => {
    const lent = () => rig.host.living('vault')[0]?.told.filter(({ type }) => type === 'lend-key').length;
    await rig.call('gate.open');
    expect(rig.host.living('gate')[0]?.lastTold('attempt')).toMatchObject({
      session: { account: anna.id, locked: false },
    });
    expect(rig.host.delivered.at(-1)).toEqual({ to: 'desk', kind: 'gate' });
    expect(lent()).toBe(0);
    for (let asked = 0; asked < 2; asked += 1) await rig.gateSays({ type: 'borrow-key' });
    expect(lent()).toBe(1);
  });

  test('puts a disabled person out at once', async () => {
    await drawerOverLock();
    await change('people.disable', anna.id, { state: 'disabled' });
    await rig.pass(100);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'signed-out' });
    expect(rig.host.living('vault')).toHaveLength(0);
    expect(rig.types().at(-1)).toBe('session.signed-out');
  });

  test('that resets a password ends that person’s session when the drawer closes, and says that the notes are gone', async () => {
    await drawerOverLock();
    await change('people.reset-password', anna.id, {
      state: 'resetting',
      issuedAt: rig.clock.now(),
      issuedBy: olga.id,
    });
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    await rig.entry('lead.close');
    await rig.pass(100);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'shredded' });
  });

  test('that resets a phone ends that person’s session when the drawer closes', async () => {
    await drawerOverLock();
    await change('people.reset-phone', anna.id, { state: 'resetting', issuedAt: rig.clock.now(), issuedBy: olga.id });
    await rig.pass(125_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'signed-out' });
  });

  test('cannot lengthen somebody’s account: whose last day has passed is out at midnight of the site', async () => {
    await change('people.edit', anna.id, { endsOn: '2026-10-05' });
    await rig.call('lock', { break: null });
    rig.setClock(Date.UTC(2026, 9, 5, 20, 59, 0) - rig.clock.now());
    await rig.pass(30_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    await rig.pass(40_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'signed-out' });
  });

  test('nor can a clock that is set back: the day goes on with running time', async () => {
    await change('people.edit', anna.id, { endsOn: '2026-10-05' });
    await rig.call('lock', { break: null });
    rig.setClock(Date.UTC(2026, 9, 5, 20, 59, 0) - rig.clock.now());
    // A code was right: the clock was, too.
    await rig.grant(olga, 'drawer');
    rig.setClock(-6 * 3_600_000);
    await rig.pass(30_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    await rig.pass(40_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'signed-out' });
  });

  test('changes settings together with their event, or not at all', async () => {
    await atLeadsDesk();
    await rig.change({ idleSeconds: 120, copying: false });
    expect((await rig.deskState()).settings).toMatchObject({ idleSeconds: 120, copying: false });
    expect(rig.events().at(-1)).toMatchObject({
      ...{ type: 'settings.changed', actor: olga.id },
      data: { changes: { idleSeconds: { from: 300, to: 120 }, copying: { from: true, to: false } } },
    });
    rig.full(true);
    await rig.change({ idleSeconds: 600 });
    expect((await rig.deskState()).settings).toMatchObject({ idleSeconds: 120 });
    rig.full(false);
  });

  test('exports the log with its event', async () => {
    await atLeadsDesk();
    const { value } = await rig.call('activity.export');
    expect(value?.saved).toMatch(/cleandesk-2026-10-05/);
    expect(rig.host.saved).toHaveLength(1);
    expect(rig.events().at(-1)).toMatchObject({
      type: 'log.exported',
      actor: olga.id,
      data: { events: value?.events },
    });
    expect(Buffer.from(rig.host.saved[0]?.bytes ?? []).toString()).toContain('log.exported');
  });

  test('exports nothing when the lead is gone by the time a place for it is chosen', async () => {
    await atLeadsDesk();
    let choose: (place: string) => void = () => undefined;
    rig.host.askPlace = () => new Promise((resolve) => (choose = resolve));
    for (const leave of ['lock', 'sign-out']) {
      const exporting = rig.call('activity.export');
      await rig.pass(10);
      await rig.call(leave, leave === 'lock' ? { break: null } : {});
      await rig.pass(100);
      // Back at the same desk: it is another session’s question all the same.
      await rig.signIn(olga, leave === 'lock' ? 'unlock' : 'sign-in');
      choose('/usb/log');
      expect(await exporting).toEqual({ ok: false, code: 'closed' });
    }
    expect(rig.host.saved).toEqual([]);
    expect(rig.types()).not.toContain('log.exported');
  });

  test('exports nothing that the log cannot say, and says what could not be written', async () => {
    await atLeadsDesk();
    rig.full(true);
    expect(await rig.call('activity.export')).toMatchObject({ ok: false });
    expect(rig.host.saved).toEqual([]);
    rig.full(false);
    rig.host.writeFile = () => Promise.reject(new Error('a full stick'));
    expect(await rig.call('activity.export')).toEqual({ ok: false, code: 'storage' });
    expect(rig.events().slice(-2)).toMatchObject([
      { type: 'log.exported', outcome: 'ok' },
      { type: 'log.exported', outcome: 'failed' },
    ]);
  });
});

describe('notes that a rule keeps closed', () => {
  const temporary = { ...anna, temporary: true };

  test.each(['checklist', 'policy-text'])('for the %s are not given to the page, whatever it asks', async (rule) => {
    rig = await createDeskRig({ profile: readyProfile([olga, rule === 'policy-text' ? temporary : anna, boris]) });
    await rig.signIn(anna);
    if (rule === 'checklist') {
      await rig.grant(olga, 'step-up');
      await rig.change({ checklistGate: true });
    }
    expect(await rig.deskState()).toMatchObject({ notesClosed: rule });
    expect(await rig.call('vault.open')).toEqual({ ok: false, code: 'not-now' });
    expect(rig.host.delivered.map(({ kind }) => kind)).not.toContain('vault');
  });

  test('are taken away from the page when the next shift begins with its list open, and come back with it', async () => {
    rig = await createDeskRig();
    rig.host.idle = 1;
    await rig.signIn(olga);
    await rig.grant(olga, 'step-up');
    const shifts = [
      { start: '06:00', end: '11:05' },
      { start: '11:05', end: '20:00' },
    ];
    await rig.change({ checklistGate: true, shifts });
    await rig.call('sign-out');
    await rig.pass(100);
    await rig.signIn(anna);
    await submitToday();
    const vault = rig.host.living('vault')[0];
    expect(await rig.call('vault.open')).toMatchObject({ ok: true });
    await rig.pass(300_000);
    expect(await rig.deskState()).toMatchObject({ notesClosed: 'checklist' });
    expect(vault?.lastTold('detach')).toBeDefined();
    expect(await rig.call('vault.open')).toEqual({ ok: false, code: 'not-now' });
    await submitToday();
    expect(await rig.call('vault.open')).toMatchObject({ ok: true });
  });

  test('are taken away when the person becomes temporary', async () => {
    rig = await createDeskRig();
    await rig.signIn(anna);
    expect(await rig.call('vault.open')).toMatchObject({ ok: true });
    await change('people.edit', anna.id, { temporary: true });
    expect(rig.host.living('vault')[0]?.lastTold('detach')).toBeDefined();
    expect(await rig.call('vault.open')).toEqual({ ok: false, code: 'not-now' });
  });

  async function submitToday(): Promise<void> {
    const { template } = (await rig.call('checklist.today')).value as {
      template: { items: { id: string; kind: string }[] };
    };
    for (const { id, kind } of template.items) {
      const value = { confirm: 'yes', 'yes-no': 'yes', number: 1, text: 'seen' }[kind];
      if (value !== undefined) await rig.call('checklist.answer', { item: id, value, comment: '' });
    }
    expect(await rig.call('checklist.submit')).toMatchObject({ ok: true });
  }
});

describe('at the open desk', () => {
  beforeEach(async () => {
    rig = await createDeskRig();
    await rig.signIn(anna);
  });

  test('an operator reads the own rows of the log, a lead everybody’s', async () => {
    const query = { types: null, person: null, date: null, beforeSeq: null, limit: 50 };
    await rig.call('on-call', { on: true });
    await rig.call('on-call', { on: false });
    const own = (await rig.call('activity.page', query)).value as {
      rows: { actor: { id: string } | null; type: string }[];
    };
    expect(own.rows.length).toBeGreaterThan(1);
    expect(own.rows.every(({ actor }) => actor?.id === anna.id)).toBe(true);
    await rig.call('sign-out');
    await rig.pass(100);
    await rig.signIn(olga);
    const all = (await rig.call('activity.page', query)).value as typeof own;
    expect(all.rows.map(({ type }) => type)).toContain('console.started');
  });

  test('a copied text leaves the clipboard after 30 seconds, unless somebody copied something else since', async () => {
    const mark = randomUUID();
    rig.host.idle = 1;
    rig.host.board.mark = mark;
    await rig.call('copied', { mark });
    await rig.pass(29_000);
    expect(rig.host.board.mark).toBe(mark);
    await rig.pass(1000);
    expect(rig.host.board.mark).toBeNull();
    rig.host.board.mark = 'somebody else’s';
    await rig.call('copied', { mark: randomUUID() });
    await rig.pass(31_000);
    expect(rig.host.board.mark).toBe('somebody else’s');
    expect(rig.types().slice(-2)).toEqual(['copy.made', 'copy.made']);
  });

  test.each([
    ['lock', { break: null }],
    ['sign-out', {}],
  ])('copied and selected text are gone at %s', async (request, body) => {
    const mark = randomUUID();
    rig.host.board = { mark, selection: true };
    await rig.call('copied', { mark });
    await rig.call('selected');
    await rig.call(request, body);
    await rig.pass(100);
    expect(rig.host.board).toEqual({ mark: null, selection: false });
  });

  test('selected text is gone at a lock whatever the page has said of it, and however late it comes to X11', async () => {
    rig.host.board.selection = true;
    await rig.call('lock', { break: null });
    await rig.pass(100);
    expect(rig.host.board.selection).toBe(false);
    rig.host.board.selection = true;
    await rig.pass(300);
    expect(rig.host.board.selection).toBe(false);
    // What is selected elsewhere at a locked desk is nobody's note.
    rig.host.board.selection = true;
    await rig.pass(60_000);
    const stopping = rig.desk.stop();
    await rig.pass(400);
    await stopping;
    expect(rig.host.board.selection).toBe(true);
  });

  test('copied text is gone when the program ends', async () => {
    const mark = randomUUID();
    rig.host.board = { mark, selection: true };
    await rig.call('copied', { mark });
    await rig.call('selected');
    const stopping = rig.desk.stop();
    await rig.pass(100);
    await stopping;
    expect(rig.host.board).toEqual({ mark: null, selection: false });
  });

  test('a selection leaves X11’s PRIMARY after 30 seconds', async () => {
    rig.host.board.selection = true;
    await rig.call('selected');
    await rig.pass(30_000);
    expect(rig.host.board.selection).toBe(false);
  });

  test('where copying is forbidden a copy is taken away at once and refused in the log', async () => {
    await rig.grant(olga, 'step-up');
    await rig.change({ copying: false });
    const mark = randomUUID();
    rig.host.board = { mark, selection: true };
    await rig.call('copied', { mark });
    await rig.call('selected');
    await rig.pass(1);
    expect(rig.host.board).toEqual({ mark: null, selection: false });
    expect(rig.types().at(-1)).toBe('copy.refused');
  });

  test('ten thousand malformed requests become one row with their count, and nothing else happens', async () => {
    const before = JSON.stringify(await rig.deskState());
    for (let time = 0; time < 10_000; time += 1) {
      expect(await rig.call('lock', { break: 'coffee' })).toEqual({ ok: false, code: 'malformed' });
    }
    expect(await rig.call('no-such-thing')).toEqual({ ok: false, code: 'malformed' });
    expect(await rig.call('__proto__')).toEqual({ ok: false, code: 'malformed' });
    expect(JSON.stringify(await rig.deskState())).toBe(before);
    rig.host.idle = 1;
    await rig.pass(60_000);
    expect(dataOf('input.malformed')).toEqual([
      { border: 'ipc', name: 'lock', count: 10_000 },
      { border: 'ipc', name: 'unknown', count: 2 },
    ]);
  });

  test('a page of the entry can ask nothing of the desk', async () => {
    for (const request of ['vault.open', 'checklist.today', 'activity.page', 'settings.write', 'sign-out']) {
      expect(await rig.entry(request)).toEqual({ ok: false, code: 'malformed' });
    }
    expect(await rig.entry('gate.open')).toEqual({ ok: false, code: 'not-now' });
  });

  test('new notes follow the end of the shift and what settings add to it', async () => {
    const vault = rig.host.living('vault')[0];
    const { shift } = (await rig.deskState()) as { shift: { endsAt: number } };
    expect(vault?.lastTold('start')).toMatchObject({ account: anna.id, noteExpiry: shift.endsAt + 3_600_000 });
    await rig.grant(olga, 'step-up');
    await rig.change({ noteMinutesAfterShift: 10 });
    rig.host.idle = 1;
    await rig.pass(30_000);
    expect(vault?.lastTold('note-expiry')).toEqual({ type: 'note-expiry', at: shift.endsAt + 600_000 });
  });

  test('nothing is pushed while nothing changes', async () => {
    rig.host.idle = 1;
    await rig.pass(10_000);
    rig.host.idle = null;
    await rig.pass(10_000);
    const pushes = rig.host.pushed.length;
    await rig.pass(60_000);
    expect(rig.host.pushed.length).toBe(pushes);
  });
});

describe('settings in desk.db', () => {
  test('survive a restart, and values beyond the compliance floor count as never set', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cleandesk-desk-'));
    const keychain = createMemoryKeychain();
    rig = await createDeskRig({ folder, keychain });
    await rig.signIn(olga);
    await rig.grant(olga, 'step-up');
    await rig.change({ idleSeconds: 600, countdownSeconds: 20 });
    await rig.stop();
    // As a console of another version may have left them: under its seal.
    const { db, log } = await openLog(
      { folder: join(folder, 'profile'), keychain, clock: createTestClock() },
      'S main',
    );
    db.exec(
      "UPDATE settings SET value = '3600' WHERE name = 'idleSeconds'; INSERT INTO settings VALUES ('nonsense', '{')",
    );
    log.close();
    rig = await createDeskRig({ folder, keychain });
    await rig.signIn(olga);
    expect((await rig.deskState()).settings).toMatchObject({ idleSeconds: 300, countdownSeconds: 20 });
  });
});
