import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultCode } from '../../shared/contract/gate-process.ts';
import { prepareMachine, type Machine } from '../support/electron-app.ts';
import { wordsOf, type Seat } from '../support/seat.ts';

/** What goes wrong on a real machine: each fault is named, and nothing of anybody's is written over. */
let machine: Machine;
let seat: Seat;

const accounts = () => join(machine.profile, 'accounts.db');

beforeAll(async () => {
  machine = await prepareMachine();
});
afterAll(async () => {
  await machine.stop();
});

test('a machine without a keychain is told so, and nothing is made or written over', async () => {
  await start({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  await expectFault('keychain-missing');
  expect(existsSync(accounts())).toBe(false);
});

async function start(env: Record<string, string> = {}): Promise<void> {
  ({ seat } = await machine.launch({ env }));
}

/** The screen says all three things about the fault, and no sign-in is offered. */
async function expectFault(code: FaultCode): Promise<void> {
  const { faults, common } = wordsOf(seat);
  const entry = await seat.page('entry');
  for (const part of ['happened', 'safe', 'do'] as const) {
    await entry.getByText(faults[`${code}.${part}`], { exact: true }).waitFor();
  }
  expect(await entry.getByLabel(common.username).count()).toBe(0);
}
