import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskRig, type DeskRig } from '../support/desk-rig.ts';
import { anna, boris, olga } from '../support/fake-host.ts';
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-keychain.ts';

/** When a successor has been started for certain, and how long a screen that somebody has touched is left alone. */
const delay = 2_300;
const quiet = 60_000;

let folder: string;
let keychain: MemoryKeychain;
let rigs: DeskRig[];
let rig: DeskRig;

const start = async (options: Parameters<typeof createDeskRig>[0] = {}) => {
  rig = await createDeskRig({ folder, keychain, renews: true, ...options });
  rigs.push(rig);
  return rig;
};
/** Another program comes up in the place of the one that has given way, so much later. */
const succeed = (later = 0, options: Parameters<typeof createDeskRig>[0] = {}) =>
  start({ now: rig.clock.now() + later, succeedsAt: rig.clock.running() + later, ...options });

const successor = () => rig.host.successors.at(-1);
/** The successor that was started is ready, and is given the place. */
async function giveWay(): Promise<void> {
  successor()?.isReady(true);
  // Closing the log takes real turns of the event loop.
  for (let tries = 0; tries < 50 && !successor()?.hasPlace; tries += 1) await rig.pass(0);
}
async function leaveAndGiveWay(): Promise<void> {
  await rig.pass(delay);
  await giveWay();
  expect(successor()?.hasPlace).toBe(true);
}
const file = (name: string) => join(folder, 'profile', name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cleandesk-renewal-'));
  keychain = createMemoryKeychain();
  rigs = [];
  await start();
});
afterEach(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('another program in the console’s place', () => {
  it('shows the lock that was there, lets the same person in by the password alone, and goes on with the session', async () => {
    await rig.signIn(anna);
    const { session } = await rig.deskState();
    await rig.call('lock', { break: 'lunch' });
    await rig.pass(200);
    const { lock } = await rig.entryState();
    await leaveAndGiveWay();
    expect(rig.host.living('gate')).toEqual([]);

    await succeed(300);
    expect(rig.hasTaken()).toBe(true);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock });
    await rig.signIn(anna, 'unlock');
    expect((await rig.deskState()).session).toEqual(session);
    expect(rig.types().slice(-4)).toEqual(['session.locked', 'break.began', 'console.renewed', 'break.ended']);
    expect(rig.types()).not.toContain('session.signed-out');
    expect(rig.events().find(({ type }) => type === 'console.renewed')?.data).toEqual({ version: '1.2.3', after: 3 });
  });

  it('shows why the last session ended, and how its window stood', async () => {
    await rig.signIn(anna);
    await rig.pass(12 * 3_600_000);
    rig.host.stance = 'behind';
    const before = await rig.entryState();
    expect(before).toMatchObject({ phase: 'sign-in', notice: 'session-limit' });
    await leaveAndGiveWay();
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'session-limit', lock: null });
    expect(rig.host.shownAs).toEqual(['behind']);
    expect(rig.types().at(-1)).toBe('console.renewed');
  });

  it('keeps everybody else out: another person signs in, and the session that was locked ends', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    await succeed();
    await rig.signIn(boris, 'unlock');
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    await rig.signIn(boris);
    expect((await rig.deskState()).person).toMatchObject({ id: boris.id });
    expect(rig.events().findLast(({ type }) => type === 'session.signed-out')?.actor).toBe(anna.id);
  });

  it('knows how long the desk has been left: a long absence asks for the code as well', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    await succeed();
    expect(await rig.entryState()).toMatchObject({ lock: { needsCode: false } });
    await rig.pass(5 * 3_600_000);
    expect(await rig.entryState()).toMatchObject({ lock: { needsCode: true } });
  });
});

describe('a successor waits', () => {
  it('for nobody who comes back at once, and ends', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(1_500);
    await rig.signIn(anna, 'unlock');
    await rig.pass(delay);
    expect(rig.host.successors).toEqual([]);
    await rig.call('lock', { break: null });
    await rig.pass(delay + 300);
    await rig.signIn(anna, 'unlock');
    expect(successor()).toMatchObject({ hasPlace: false, dropped: true });
  });

  it('while somebody has touched the screen within a minute', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(delay);
    rig.host.sinceTouched = quiet - 1;
    successor()?.isReady(true);
    await rig.pass(1_000);
    expect(successor()).toMatchObject({ hasPlace: false, dropped: false });
    rig.host.sinceTouched = quiet;
    await rig.pass(300);
    await giveWay();
    expect(successor()?.hasPlace).toBe(true);
  });

  it('while a lead is at work over the lock, or an attempt goes on', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(200);
    await rig.entry('gate.open');
    await rig.pass(delay);
    expect(rig.host.successors).toEqual([]);
    await rig.grant(olga, 'drawer');
    await rig.pass(10_000);
    expect(rig.host.successors).toEqual([]);
    await rig.entry('lead.close');
    await rig.pass(500);
    expect(rig.host.successors).toHaveLength(1);
  });

  it('again where an unlock came to nothing', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(1_000);
    rig.host.answers.vault = false;
    await rig.signIn(anna, 'unlock');
    rig.host.living('vault').at(-1)?.die();
    rig.host.answers.vault = true;
    await rig.pass(delay);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', notice: 'vault-died' });
    expect(rig.host.successors).toHaveLength(1);
  });

  it('and is not wanted any more when the console ends', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(delay);
    successor()?.isReady(true);
    rig.host.sinceTouched = 0;
    await rig.stop();
    expect(successor()).toMatchObject({ hasPlace: false, dropped: true });
    await start();
  });
});

/** The console is asked to end. */
async function quit(): Promise<void> {
  const ended = rig.desk.stop();
  await rig.pass(100);
  await ended;
}

describe('a console that is asked to end while it gives way', () => {
  it('ends the session itself as long as nothing was left to the successor', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: 'lunch' });
    await rig.pass(delay);
    successor()?.isReady(true);
    await quit();
    expect(successor()).toMatchObject({ hasPlace: false, dropped: true });
    expect(rig.types().slice(-3)).toEqual(['break.ended', 'session.signed-out', 'console.stopped']);
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', lock: null });
  });

  it('leaves the session to the successor once that has it', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    await quit();
    expect(successor()?.dropped).toBe(false);
    expect(rig.types().at(-1)).toBe('session.locked');
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
  });
});

describe('a renewal that does not work', () => {
  it('is written down once for a lock, tried again after a minute, and the desk stays as it is', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(delay);
    successor()?.isReady(false);
    await rig.pass(0);
    expect(rig.events().at(-1)).toMatchObject({ type: 'fault.found', data: { fault: 'successor' } });
    await rig.pass(61_000);
    expect(rig.host.successors).toHaveLength(2);
    successor()?.isReady(false);
    await rig.pass(0);
    expect(rig.types().filter((type) => type === 'fault.found')).toHaveLength(1);
    await rig.signIn(anna, 'unlock');
    expect((await rig.deskState()).person).toMatchObject({ id: anna.id });
  });

  it('because no program can be started at all is said, too', async () => {
    await rig.stop();
    await start({
      renews: () => {
        throw new Error('no more processes');
      },
    });
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(delay);
    expect(rig.events().at(-1)).toMatchObject({ type: 'fault.found', data: { fault: 'successor' } });
  });

  it('because nothing can be written down closes nothing', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await rig.pass(delay);
    const db = new Database(file('desk.db'));
    db.exec("CREATE TRIGGER no BEFORE INSERT ON handover BEGIN SELECT RAISE(FAIL, 'full'); END");
    await giveWay();
    expect(successor()).toMatchObject({ hasPlace: false, dropped: true });
    db.exec('DROP TRIGGER no');
    db.close();
    expect(rig.events().at(-1)).toMatchObject({ type: 'fault.found', data: { fault: 'successor' } });
    await rig.signIn(anna, 'unlock');
    expect((await rig.deskState()).person).toMatchObject({ id: anna.id });
  });
});

describe('what is left to a successor', () => {
  it('counts for a minute: later the session is over, with its break, and the log says so', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: 'lunch' });
    await leaveAndGiveWay();
    await succeed(61_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', lock: null });
    expect(rig.events().slice(-3)).toMatchObject([
      { type: 'break.ended', actor: anna.id },
      { type: 'session.signed-out', actor: anna.id },
      { type: 'console.started' },
    ]);
  });

  it.each([
    ['at once', 5_000],
    ['a day later, when the machine has run for as long as then', 86_400_000],
  ])('does not outlive the machine’s start: %s', async (_when, later) => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    const at = later > 60_000 ? rig.clock.running() + 1_000 : 20_000;
    await start({ now: rig.clock.now() + later, succeedsAt: at });
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', lock: null });
    expect(rig.events().slice(-2)).toMatchObject([
      { type: 'session.signed-out', actor: anna.id },
      { type: 'console.started' },
    ]);
  });

  it('is there for another one when the first ended before it was on the screen, and for no third', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    await succeed(0, { draws: false });
    expect(rig.hasTaken()).toBe(false);
    // As if it had been killed: nothing of it is closed.
    await start({ now: rig.clock.now(), startsAt: rig.clock.running() });
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock: { person: anna.id } });
    await rig.stop();
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', lock: null });
  });

  it('waits for a log that can be written again, however long that takes', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    rig.full(true);
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'audit-unwritable' } });
    rig.full(false);
    await rig.pass(70_000);
    await rig.entry('retry');
    for (let tries = 0; tries < 50 && (await rig.entryState()).phase !== 'locked'; tries += 1) await rig.pass(0);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock: { person: anna.id } });
  });

  it('puts the window in front of whoever unlocks the system’s own lock', async () => {
    await rig.signIn(anna);
    rig.host.power('system-lock');
    rig.host.stance = 'behind';
    await leaveAndGiveWay();
    await succeed();
    expect(rig.host.shownAs).toEqual(['in-front']);
  });

  it('cannot be made by somebody else: a row that main did not write is found, nothing is gone on from, and nothing is said of anybody', async () => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    const db = new Database(file('desk.db'));
    const forged = String(db.prepare('SELECT value FROM handover').pluck().get()).replaceAll(anna.id, boris.id);
    db.prepare('UPDATE handover SET value = ?').run(forged);
    db.close();
    await succeed(61_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'desk-altered' }, lock: null });
    expect(rig.events().filter(({ actor }) => actor === boris.id)).toEqual([]);
  });

  it.each([
    ['before its successor was left again', false],
    ['after that', true],
  ])('cannot be put back with the whole file: %s', async (_when, isLeftAgain) => {
    await rig.signIn(anna);
    await rig.call('lock', { break: null });
    await leaveAndGiveWay();
    const parts = ['desk.db', 'desk.db-wal'].filter((name) => existsSync(file(name)));
    for (const name of parts) cpSync(file(name), join(folder, name));
    await succeed();
    if (isLeftAgain) {
      await rig.signIn(anna, 'unlock');
      await rig.call('lock', { break: null });
      await rig.pass(200);
    }
    await rig.stop();
    for (const name of ['desk.db', 'desk.db-wal', 'desk.db-shm']) rmSync(file(name), { force: true });
    for (const name of parts) copyFileSync(join(folder, name), file(name));
    await succeed();
    expect(await rig.entryState()).toMatchObject({ phase: 'broken', fault: { code: 'audit-rolled-back' }, lock: null });
  });
});
