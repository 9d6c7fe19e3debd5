import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PowerEvent } from '../../electron/desk/host.ts';
import { powerEvent, watchLogind } from '../../electron/shell/logind.ts';
import { joinBus } from '../support/bus-stranger.ts';
import { startFakeLogind, type FakeLogind } from '../support/fake-logind.ts';

let logind: FakeLogind;
const heard: PowerEvent[] = [];

beforeAll(async () => {
  logind = await startFakeLogind();
  watchLogind((event) => heard.push(event), logind.address);
  // A bus keeps the order in which one program speaks to another: the answer is there before any signal after it.
  await vi.waitFor(
    () => {
      expect(logind.asked()).toBe(1);
    },
    { timeout: 30_000 },
  );
});
afterAll(() => {
  logind.stop();
});
beforeEach(() => {
  heard.length = 0;
});

/** What was heard of a signal; signals arrive in order, so a later one proves that an earlier one meant nothing. */
async function expectHeard(...events: PowerEvent[]): Promise<void> {
  logind.prepareForSleep(false);
  await expect.poll(() => heard.at(-1)).toBe('resume');
  expect(heard).toEqual([...events, 'resume']);
}

test('the system’s lock of this session is heard, as a call and as a hint', async () => {
  logind.lock();
  logind.property('LockedHint', true);
  await expectHeard('system-lock', 'system-lock');
});

test('another session’s lock is nobody’s business here, and an unlock opens nothing', async () => {
  logind.lock('/org/freedesktop/login1/session/_32');
  logind.property('LockedHint', true, '/org/freedesktop/login1/session/_32');
  logind.property('LockedHint', false);
  logind.property('IdleHint', true);
  await expectHeard();
});

test('another user who takes the seat is heard', async () => {
  logind.property('Active', false);
  logind.property('Active', true);
  await expectHeard('user-switch');
});

test('suspend, resume and shutdown are heard', async () => {
  logind.prepareForSleep(true);
  logind.prepareForShutdown();
  await expectHeard('suspend', 'shutdown');
});

test('a stranger on the bus who speaks to the console by name is not believed, whatever he says', async () => {
  const stranger = await joinBus(logind.address);
  const manager = { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager' };
  const session = { path: logind.session, interface: 'org.freedesktop.login1.Session' };
  await stranger.direct({ ...manager, member: 'PrepareForShutdown' }, 'b', [true]);
  await stranger.direct({ ...manager, member: 'PrepareForSleep' }, 'b', [true]);
  await stranger.direct({ ...session, member: 'Lock' }, 's', ['']);
  // The bus has passed all of it on before what comes after this.
  await stranger.direct({ ...session, member: 'Unlock' }, 's', ['']);
  await expectHeard();
  stranger.leave();
});

test('a message that cannot be read ends the connection and nothing else, and the bus is heard again in its time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stranger = await joinBus(logind.address);
  try {
    for (const turn of [1, 2]) {
      await stranger.direct({ path: '/x', interface: 'a.b', member: 'M' }, 'h', [0]);
      await expect.poll(() => vi.getTimerCount()).toBe(1);
      vi.advanceTimersByTime(29_999);
      expect(logind.asked()).toBe(turn);
      vi.advanceTimersByTime(1);
      await expect.poll(() => logind.asked()).toBe(turn + 1);
      logind.lock();
      await expectHeard('system-lock');
      heard.length = 0;
    }
  } finally {
    vi.useRealTimers();
    stranger.leave();
  }
});

test('a bus that is not there breaks nothing', async () => {
  watchLogind(() => heard.push('suspend'), 'unix:path=/nowhere/at/all');
  watchLogind(() => heard.push('suspend'), 'nonsense');
  await expectHeard();
});

test('while the own session is not known, any session’s lock counts: one lock too many rather than one too few', () => {
  const message = {
    type: 4,
    path: '/org/freedesktop/login1/session/_39',
    interface: 'org.freedesktop.login1.Session',
    member: 'Lock',
  };
  expect(powerEvent(message, null)).toBe('system-lock');
  expect(powerEvent(message, '/org/freedesktop/login1/session/_31')).toBeNull();
  for (const nonsense of [null, 7, {}, { ...message, member: 'Unlock' }, { ...message, type: 1 }]) {
    expect(powerEvent(nonsense, null)).toBeNull();
  }
  expect(powerEvent({ ...message, destination: ':1.7' }, null)).toBeNull();
});
