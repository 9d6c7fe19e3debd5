import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PowerEvent } from '../../electron/desk/host.ts';
import { powerEvent, watchLogind } from '../../electron/shell/logind.ts';
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
});
