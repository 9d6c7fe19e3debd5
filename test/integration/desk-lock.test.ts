import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anna, boris } from '../support/fake-host.ts';
import { createDeskRig, type DeskRig } from '../support/desk-rig.ts';

let rig: DeskRig;
beforeEach(async () => {
  rig = await createDeskRig();
  await rig.signIn(anna);
});
afterEach(async () => {
  await rig.stop();
});

const lockEvents = () => rig.events().filter(({ type }) => type === 'session.locked');
/** The person left that many seconds ago and stays away up to that many. */
async function leaveFor(from: number, to: number): Promise<void> {
  for (let away = from * 1000; away < to * 1000; away += 250) {
    rig.host.idle = Math.floor(away / 1000);
    await rig.pass(250);
  }
}

/** What stays of the desk at a lock: nothing, and one gate that has seen no secret. */
async function expectLocked(cause: string): Promise<void> {
  expect(rig.host.living('vault')).toHaveLength(0);
  expect(rig.host.living('gate')).toHaveLength(1);
  expect(rig.host.living('gate')[0]?.told.map(({ type }) => type)).toEqual(['start']);
  expect([...rig.host.shown]).toEqual(['entry']);
  expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock: { person: anna.id, name: 'Anna', cause } });
  expect(lockEvents()).toMatchObject([{ actor: anna.id, data: { cause, masked: 0 } }]);
}

describe('an open desk', () => {
  test('has one vault and the desk window alone', async () => {
    expect(rig.host.living('vault')).toHaveLength(1);
    expect([...rig.host.shown]).toEqual(['desk']);
    expect(await rig.deskState()).toMatchObject({ person: { id: anna.id, name: 'Anna' }, idleSource: 'system' });
  });

  test('locks when nobody has touched keyboard or mouse for the limit, and not a second late', async () => {
    await leaveFor(0, 298);
    expect((await rig.deskState()).person).toBeDefined();
    await leaveFor(298, 300);
    await expectLocked('idle');
  });

  test.each(['system-lock', 'suspend', 'user-switch'] as const)('locks at once at the system’s %s', async (event) => {
    rig.host.power(event);
    await rig.pass(100);
    await expectLocked(event);
  });

  test('locks when the machine slept without saying so', async () => {
    await rig.pass(10_000);
    rig.sleep(45_000);
    await rig.pass(5000);
    await expectLocked('resume-gap');
  });

  test('locks at a resume that comes with no suspend before it', async () => {
    rig.sleep(3_600_000);
    rig.host.power('resume');
    await rig.pass(100);
    await expectLocked('resume-gap');
  });

  test('locks by the lock key', async () => {
    await rig.call('lock', { break: null });
    await rig.pass(100);
    await expectLocked('key');
  });

  test('locks when its vault dies by itself', async () => {
    rig.host.living('vault')[0]?.die();
    await rig.pass(100);
    await expectLocked('vault-died');
  });

  test('is covered before the vault is asked to flush, and the vault is killed before the screen is unlocked again', async () => {
    rig.host.story.length = 0;
    await rig.call('lock', { break: null });
    await rig.pass(100);
    expect(rig.host.story.slice(0, 3)).toEqual(['entry shown', 'desk destroyed', 'vault ended']);
    expect(rig.host.children.find(({ kind }) => kind === 'vault')?.lastTold('flush')).toBeDefined();
  });

  test('does not wait longer than 80 ms for a vault that does not flush', async () => {
    rig.host.answers.flush = false;
    await rig.call('lock', { break: null });
    await rig.pass(79);
    expect(rig.host.living('vault')).toHaveLength(1);
    await rig.pass(1);
    expect(rig.host.living('vault')).toHaveLength(0);
    await expectLocked('key');
  });

  test('keeps the lock on the screen while the vault is still ending, and the desk’s page gets nothing any more', async () => {
    rig.host.answers.flush = false;
    await rig.call('lock', { break: null });
    expect(await rig.entryState()).toMatchObject({ phase: 'locked', lock: { cause: 'key' } });
    expect(await rig.call('state')).toEqual({ ok: false, code: 'closed' });
    expect(await rig.call('vault.open')).toMatchObject({ ok: false });
  });

  test('tells after the unlock how many places were masked', async () => {
    rig.host.maskedAtFlush = 2;
    await rig.call('lock', { break: null });
    await rig.pass(100);
    expect((await rig.entryState()).lock).toMatchObject({ masked: 2 });
    await rig.signIn(anna, 'unlock');
    expect(await rig.deskState()).toMatchObject({ maskedAtLock: 2 });
  });

  test('still locks when the log cannot be written', async () => {
    rig.full(true);
    rig.host.power('system-lock');
    await rig.pass(100);
    expect(rig.host.living('vault')).toHaveLength(0);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    rig.full(false);
  });
});

describe('an open desk on a full disk', () => {
  test('still answers when the next shift begins, and its list is opened once there is room', async () => {
    const opened = () => rig.events().filter(({ type }) => type === 'checklist.opened').length;
    const { shift: first } = (await rig.deskState()) as { shift: { endsAt: number } };
    await rig.call('sign-out');
    await rig.pass(100);
    rig.sleep(first.endsAt - rig.clock.now() - 2_000);
    await rig.signIn(anna);
    rig.full(true);
    await rig.pass(4_000);
    const { shift: second } = (await rig.deskState()) as { shift: { startsAt: number } };
    expect(second.startsAt).toBeGreaterThanOrEqual(first.endsAt);
    expect(opened()).toBe(1);
    rig.full(false);
    await rig.pass(3_000);
    expect(opened()).toBe(2);
  });
});

describe('the countdown', () => {
  test('warns on the screens for the last 30 seconds, with the moment of the lock', async () => {
    await leaveFor(0, 268);
    expect(rig.host.countdown).toBe(false);
    await leaveFor(268, 271);
    expect(rig.host.countdown).toBe(true);
    const pushed = rig.host.pushed.findLast(({ role }) => role === 'countdown')?.state;
    const left = Number(pushed?.locksAt) - rig.clock.now();
    expect(left).toBeGreaterThan(27_000);
    expect(left).toBeLessThanOrEqual(29_000);
  });

  test('is stopped by any input', async () => {
    await leaveFor(0, 280);
    expect(rig.host.countdown).toBe(true);
    rig.host.idle = 0;
    await rig.pass(250);
    expect(rig.host.countdown).toBe(false);
    await rig.pass(60_000);
    expect((await rig.deskState()).person).toBeDefined();
  });

  test('disappears with the lock', async () => {
    await leaveFor(0, 280);
    expect(rig.host.countdown).toBe(true);
    rig.host.power('system-lock');
    await rig.pass(100);
    expect(rig.host.countdown).toBe(false);
  });
});

describe('an idle source that is broken', () => {
  test('is found by its 0 for a minute, written down, and replaced by what happens in our windows', async () => {
    await rig.pass(61_000);
    expect(await rig.deskState()).toMatchObject({ idleSource: 'windows' });
    expect(rig.events().filter(({ type }) => type === 'idle.source-broken')).toHaveLength(1);
    await rig.pass(200_000);
    await rig.call('touched');
    await rig.pass(298_000);
    expect((await rig.deskState()).person).toBeDefined();
    await rig.pass(3000);
    await expectLocked('idle');
  });

  test('that is not there at all locks by what happens in our windows, never later', async () => {
    rig.host.idle = null;
    await rig.pass(300_000);
    await expectLocked('idle');
  });
});

describe('on a call', () => {
  test('the limit is raised to 15 minutes and not a second more', async () => {
    await rig.call('on-call', { on: true });
    expect((await rig.deskState()).onCall).toMatchObject({ since: rig.clock.now() });
    await leaveFor(0, 890);
    expect((await rig.deskState()).person).toBeDefined();
    expect(rig.host.countdown).toBe(true);
    await leaveFor(890, 900);
    await expectLocked('idle');
    const seconds = rig.events().find(({ type }) => type === 'call.ended')?.data.seconds;
    expect(Number(seconds)).toBeGreaterThan(895);
  });

  test('lasts until the key is pressed again, and is written down with its length', async () => {
    await rig.call('on-call', { on: true });
    rig.host.idle = 1;
    await rig.pass(61_000);
    await rig.call('on-call', { on: false });
    expect((await rig.deskState()).onCall).toBeNull();
    expect(rig.events().slice(-2)).toMatchObject([
      { type: 'call.began', actor: anna.id },
      { type: 'call.ended', actor: anna.id, data: { seconds: 61 } },
    ]);
  });

  test('ends by itself after 15 minutes', async () => {
    await rig.call('on-call', { on: true });
    rig.host.idle = 1;
    await rig.pass(15 * 60_000 + 5000);
    expect((await rig.deskState()).onCall).toBeNull();
    expect(rig.types().at(-1)).toBe('call.ended');
  });
});

describe('a break', () => {
  test.each(['break', 'lunch', 'training', 'meeting'] as const)(
    'of kind %s locks at once and says whose and since when',
    async (kind) => {
      const began = rig.clock.now();
      await rig.call('lock', { break: kind });
      await rig.pass(100);
      expect(await rig.entryState()).toMatchObject({
        lock: { name: 'Anna', cause: 'break', break: kind, since: began },
      });
      await rig.pass(600_000);
      await rig.signIn(anna, 'unlock');
      expect(rig.types().slice(-3)).toEqual(['session.locked', 'break.began', 'break.ended']);
      expect(rig.events().at(-1)?.data).toEqual({ kind, seconds: 600 });
    },
  );
});

describe('the session', () => {
  const hours = async (count: number) => {
    for (let minute = 0; minute < count * 60; minute += 1) {
      rig.host.idle = 1;
      await rig.pass(60_000);
    }
  };

  test('ends after 12 hours however much is done in it, said 15 and 5 minutes before', async () => {
    await hours(12);
    await rig.pass(10_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'session-limit', lock: null });
    expect(rig.host.living('vault')).toHaveLength(0);
    const said = rig.events().filter(({ type }) => /session/.test(type));
    expect(said.map(({ type, data }) => [type, data])).toEqual([
      ['session.limit-near', { minutes: 15 }],
      ['session.limit-near', { minutes: 5 }],
      ['session.locked', { cause: 'session-limit', masked: 0 }],
      ['session.signed-out', { masked: 0 }],
    ]);
  });

  test('is over after 12 hours behind a lock too', async () => {
    await rig.call('lock', { break: null });
    await hours(12);
    await rig.pass(10_000);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: 'session-limit', lock: null });
  });

  test('is not moved by setting the wall clock, which is noticed and written down', async () => {
    await rig.call('lock', { break: null });
    await rig.pass(1000);
    rig.setClock(-20 * 3_600_000);
    await rig.pass(5000);
    rig.setClock(40 * 3_600_000);
    await rig.pass(5000);
    expect(await rig.entryState()).toMatchObject({ phase: 'locked' });
    expect(
      rig
        .events()
        .filter(({ type }) => type === 'clock.jumped')
        .map(({ data }) => data),
    ).toEqual([
      { direction: 'behind', seconds: 72_000 },
      { direction: 'ahead', seconds: 144_000 },
    ]);
  });

  test('needs the code as well after a long lock, by running time', async () => {
    const codeAfter = rig.clock.running() + 60 * 60_000;
    await rig.call('lock', { break: null });
    await rig.pass(59 * 60_000);
    expect(await rig.entryState()).toMatchObject({ lock: { needsCode: false } });
    rig.setClock(-3_600_000);
    await rig.pass(2 * 60_000);
    expect(await rig.entryState()).toMatchObject({ lock: { needsCode: true } });
    expect(rig.host.pushed.at(-1)).toMatchObject({ role: 'entry', state: { lock: { needsCode: true } } });
    await rig.entry('gate.open');
    expect(rig.host.living('gate')[0]?.lastTold('attempt')).toMatchObject({
      session: { account: anna.id, locked: true, codeAfter },
    });
  });

  test('ends at sign-out, and the next screen is empty', async () => {
    await rig.call('sign-out');
    await rig.pass(100);
    expect(await rig.entryState()).toMatchObject({ phase: 'sign-in', notice: null, lock: null });
    expect(rig.types().at(-1)).toBe('session.signed-out');
  });

  test('of a locked desk ends when somebody else signs in', async () => {
    await rig.call('lock', { break: null });
    await rig.pass(100);
    await rig.signIn(boris);
    expect(await rig.deskState()).toMatchObject({ person: { id: boris.id } });
    expect(rig.events().at(-2)).toMatchObject({ type: 'session.signed-out', actor: anna.id });
  });

  test('ends with the program: the vault flushes, and that is written down', async () => {
    const stopping = rig.desk.stop();
    await rig.pass(100);
    await stopping;
    expect(rig.host.children.every(({ alive }) => !alive)).toBe(true);
    expect(rig.types().slice(-3)).toEqual(['session.locked', 'session.signed-out', 'console.stopped']);
  });

  test.each([
    ['by its key', () => rig.call('lock', { break: null })],
    ['by the end of its vault', () => Promise.resolve(rig.host.living('vault')[0]?.die())],
  ])('signs the head of the log at every lock: %s', async (_cause, lock) => {
    await lock();
    await rig.pass(100);
    await rig.signIn(anna, 'unlock');
    const { chain } = (await rig.deskState()) as { chain: { length: number; signedUpTo: number } };
    expect(chain.signedUpTo).toBe(chain.length - 1);
  });
});
