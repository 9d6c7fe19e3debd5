import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import {
  enrol,
  goTo,
  passwordField,
  savedLine,
  setUp,
  signIn,
  signOut,
  trySignIn,
  wordsOf,
  type Account,
  type Seat,
} from '../support/seat.ts';
import type { FaultCode } from '../../shared/contract/gate-process.ts';

/** What goes wrong on a real machine: each fault is named, and nothing of anybody's is written over. */
let machine: Machine;
let running: RunningApp;
let seat: Seat;
let owner: Account;
let second: Account;
let ownersVault: string;

const noteText = 'Order 48213, calls back on Friday';
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
  await running.quit();
  await start();
});

test('when the folder cannot be written, the note stays on the screen, says so, and is saved once it can', async () => {
  const made = await setUp(
    seat,
    'North Contact Centre',
    { name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' },
    { name: 'Boris Moss', username: 'boris' },
  );
  owner = made.owner;
  const words = wordsOf(seat).notes;
  const desk = await goTo(seat, 'notes');
  await desk.keyboard.press('F2');
  const text = desk.getByLabel(words.text);
  await text.pressSequentially(noteText);
  await savedLine(seat, desk).waitFor();
  ownersVault = join(machine.profile, 'vaults', oneVault());
  await running.quit();
  setWritable(false);
  await start();
  await signIn(seat, owner);
  const again = await goTo(seat, 'notes');
  await again.getByRole('option').first().click();
  const field = again.getByLabel(words.text);
  await expect.poll(() => field.inputValue()).toBe(noteText);
  await field.press('Control+End');
  await field.pressSequentially(' after four');
  await again.getByText(words['notSaved.read-only'], { exact: true }).waitFor();
  expect(await field.inputValue()).toBe(`${noteText} after four`);
  setWritable(true);
  await savedLine(seat, again).waitFor();
  await signOut(seat);
  second = await enrol(
    seat,
    { name: 'Boris Moss', username: 'boris', password: 'seven paper lanterns glow' },
    made.enrolmentCode ?? '',
  );
});

test('a second console on the same profile hands over to the first and ends', async () => {
  const [code] = (await once(machine.startByHand(), 'exit')) as [number | null];
  expect(code).not.toBeNull();
  expect(running.pageNow('desk')).not.toBeNull();
});

test('a damaged file of notes is named to its owner and kept, and everybody else’s notes still open', async () => {
  await running.quit();
  const whole = readFileSync(ownersVault);
  const damaged = Buffer.from(whole);
  damaged.fill(0x5a, 0, 4096);
  writeFileSync(ownersVault, damaged);
  await start();
  const entry = await trySignIn(seat, owner.username, owner.password, owner.phone.code);
  await entry.getByText(wordsOf(seat).entry['notice.vault-damaged']).waitFor();
  expect(readFileSync(ownersVault).equals(damaged)).toBe(true);
  expect(readdirSync(join(machine.profile, 'vaults')).some((name) => name.includes('.damaged-'))).toBe(true);
  await signIn(seat, second);
  await goTo(seat, 'notes');
  await running.quit();
  writeFileSync(ownersVault, whole);
});

test('damaged accounts are named and kept aside, and the original is not replaced', async () => {
  const whole = readFileSync(accounts());
  const damaged = Buffer.from(whole);
  damaged.fill(0x5a, 0, 4096);
  writeFileSync(accounts(), damaged);
  await start();
  await expectFault('accounts-damaged');
  expect(readFileSync(accounts()).equals(damaged)).toBe(true);
  const [aside = ''] = readdirSync(machine.profile).filter((name) => name.startsWith('accounts.db.damaged-'));
  expect(readFileSync(join(machine.profile, aside)).equals(damaged)).toBe(true);
  await (await seat.page('entry')).getByText(aside).waitFor();
  // Mended from a backup, it opens at "Try again", without a new start.
  writeFileSync(accounts(), whole);
  await tryAgain();
});

test('an older copy of the accounts lets nobody in until a lead goes on from it', async () => {
  const parts = [accounts(), `${accounts()}-wal`];
  const older = parts.map((part) => (existsSync(part) ? readFileSync(part) : ''));
  await signIn(seat, owner);
  await running.quit();
  // Written over, so that the files stay those of the person who runs the console.
  parts.forEach((part, index) => {
    if (existsSync(part)) writeFileSync(part, older[index] ?? '');
  });
  await start();
  await expectFault('accounts-rolled-back');
  const { entry: words, common, drawer } = wordsOf(seat);
  const entry = await seat.page('entry');
  await entry.getByRole('button', { name: words.goOn }).click();
  await entry.getByLabel(common.username).fill(owner.username);
  await passwordField(entry, common.password).fill(owner.password);
  await entry.getByLabel(common.code).pressSequentially(await owner.phone.code());
  await entry.getByRole('button', { name: drawer.goOn }).waitFor({ state: 'detached' });
  await signIn(seat, owner);
  await signOut(seat);
});

test('files that are gone while their key is there are no first start', async () => {
  await running.quit();
  const away = join(machine.userData, 'away');
  renameSync(machine.profile, away);
  await start();
  await expectFault('profile-emptied');
  expect(existsSync(accounts())).toBe(false);
  await running.quit();
  execFileSync('rm', ['-rf', machine.profile]);
  renameSync(away, machine.profile);
});

test('a keychain that was emptied is named, and not one byte of accounts and notes changes', async () => {
  const files = [accounts(), ownersVault];
  const before = files.map(digest);
  clearKeychain();
  await start();
  await expectFault('keychain-emptied');
  await running.quit();
  expect(files.map(digest)).toEqual(before);
});

async function start(env: Record<string, string> = {}): Promise<void> {
  running = await machine.launch({ env });
  seat = running.seat;
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

async function tryAgain(): Promise<void> {
  const { entry: words, common } = wordsOf(seat);
  const entry = await seat.page('entry');
  await entry.getByRole('button', { name: words.retry }).click();
  await entry.getByLabel(common.username).waitFor();
}

function oneVault(): string {
  const [name = ''] = readdirSync(join(machine.profile, 'vaults')).filter((file) => file.endsWith('.db'));
  return name;
}

/** The folder of notes and what is in it, as somebody with other rights left it. */
function setWritable(writable: boolean): void {
  const folder = join(machine.profile, 'vaults');
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), writable ? 0o600 : 0o400);
  chmodSync(folder, writable ? 0o700 : 0o500);
}

/** Takes every item of the console out of the keychain, as a reset of it does. */
function clearKeychain(): void {
  machine.runScript(`
    const keytar = require('./node_modules/keytar');
    (async () => {
      for (const service of ['Cleandesk vault', 'Cleandesk main']) {
        for (const { account } of await keytar.findCredentials(service)) await keytar.deletePassword(service, account);
      }
    })();`);
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
