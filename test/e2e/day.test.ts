import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import { handsOn, type Hands } from '../support/hands.ts';
import { picture } from '../support/pictures.ts';
import {
  addPerson,
  enrol,
  goTo,
  openDrawer,
  setUp,
  signIn,
  signOut,
  stepUp,
  unlock,
  wordsOf,
  type Account,
  type Seat,
} from '../support/seat.ts';

/** One whole day at one desk, as people live it; each test goes on where the one before it ended. */
let machine: Machine;
let running: RunningApp;
let seat: Seat;
let hands: Hands;
let owner: Account;
let operator: Account;
let enrolmentCode: string;

const noteText = 'Anna Petrova, order 48213\nCalls back on Friday after four.';
const card = '4111 1111 1111 1111';

beforeAll(async () => {
  machine = await prepareMachine();
  running = await machine.launch();
  seat = running.seat;
  hands = handsOn(machine.env);
});
afterAll(async () => {
  await machine.stop();
});

test('a new site is set up from the QR code to the owner’s kit', async () => {
  const made = await setUp(seat, 'North Contact Centre', {
    name: 'Anna Kent',
    username: 'anna',
    password: 'quiet river over stones',
  });
  owner = made.owner;
  expect(owner.recoveryCodes).toHaveLength(10);
  expect(made.kit).toMatch(/\w{4}/);
});

test('the lead shortens the idle time and adds an operator, each behind a fresh code', async () => {
  const words = wordsOf(seat);
  const settings = await goTo(seat, 'settings');
  await settings.getByRole('button', { name: words.settings['site.change'], exact: true }).click();
  await stepUp(seat, settings, owner);
  await settings.getByLabel(words.settings['field.idleSeconds']).fill('60');
  await picture(settings, 'settings');
  hands.stir();
  await settings.getByRole('button', { name: words.settings['site.save'], exact: true }).click();
  await settings.getByText(words.settings['site.saved'], { exact: true }).waitFor();
  const team = await goTo(seat, 'team');
  await team.getByRole('tab', { name: words.team['tab.people'] }).click();
  enrolmentCode = await addPerson(seat, team, { name: 'Boris Moss', username: 'boris' });
  await picture(team, 'team');
  await signOut(seat);
});

test('the operator registers with the code and reaches an own desk', async () => {
  const person = { name: 'Boris Moss', username: 'boris', password: 'seven paper lanterns glow' };
  operator = await enrol(seat, person, enrolmentCode);
});

test('the checklist is answered by number keys, one “no” with its comment, and submitted', async () => {
  const words = wordsOf(seat);
  const desk = await goTo(seat, 'today');
  const points = desk.getByRole('radiogroup');
  await points.first().waitFor();
  const total = await points.count();
  expect(total).toBeLessThanOrEqual(6);
  await points.first().getByRole('radio').first().focus();
  await desk.keyboard.press('2');
  await desk.getByLabel(words.today.comment).fill('The badge reader at the door is broken.');
  for (let point = 1; point < total; point += 1) {
    await points.nth(point).getByRole('radio').first().focus();
    await desk.keyboard.press('1');
  }
  await picture(desk, 'today');
  await desk.getByRole('button', { name: words.today.submit, exact: true }).click();
  await desk.getByText(words.today['state.submitted'], { exact: true }).first().waitFor();
});

test('a note is saved as it is typed, and a card number is refused while the rest stays', async () => {
  const words = wordsOf(seat);
  const desk = await goTo(seat, 'notes');
  await desk.keyboard.press('F2');
  const text = desk.getByLabel(words.notes.text);
  await text.pressSequentially(noteText);
  await desk.getByText(/^Saved \d/).waitFor();
  await text.pressSequentially(`\nCard ${card} `);
  await desk.getByText(words.notes['notSaved.held']).waitFor();
  expect(await text.inputValue()).toBe(`${noteText}\nCard ${card} `);
  await picture(desk, 'notes-card-refused');
  for (let key = 0; key < `\nCard ${card} `.length; key += 1) await desk.keyboard.press('Backspace');
  await desk.getByText(/^Saved \d/).waitFor();
  await picture(desk, 'notes');
  // Left in the middle: the caret must be found here again.
  await desk.keyboard.press('Control+Home');
  for (let step = 0; step < 12; step += 1) await desk.keyboard.press('ArrowRight');
});

test('nobody touches the desk for the idle time: a countdown warns, then vault and desk are really gone', async () => {
  const words = wordsOf(seat);
  hands.stir();
  const before = await childPids(running.app);
  await expect.poll(() => running.pageNow('countdown') !== null, { timeout: 50_000 }).toBe(true);
  const countdown = running.pageNow('countdown');
  if (countdown) await picture(countdown, 'countdown');
  const entry = await waitForLock(seat);
  expect(running.pageNow('desk')).toBeNull();
  await entry.getByText(words.lock['cause.idle']).waitFor();
  await picture(entry, 'lock');
  const after = await childPids(running.app);
  expect(before.vaults.length).toBe(1);
  for (const pid of before.vaults) expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect(after.vaults).toEqual([]);
  expect(after.gates.length).toBeLessThanOrEqual(1);
});

test('the lead confirms the day in the drawer, over the locked desk, and sees no note', async () => {
  const words = wordsOf(seat);
  const drawer = await openDrawer(seat, owner);
  const page = await seat.page('entry');
  await picture(page, 'drawer');
  expect(await page.content()).not.toContain('48213');
  await drawer.getByRole('button', { name: words.drawer.confirm, exact: true }).click();
  await drawer.getByText(words.drawer['state.confirmed'], { exact: true }).first().waitFor();
  await page.getByRole('button', { name: words.drawer.closeNow }).click();
});

test('password and Enter bring back the note, byte for byte, and the caret', async () => {
  const words = wordsOf(seat);
  const desk = await unlock(seat, operator);
  hands.stir();
  const text = desk.getByLabel(words.notes.text);
  await expect.poll(() => text.inputValue()).toBe(noteText);
  const caret = await text.evaluate((element: HTMLTextAreaElement) => [element.selectionStart, element.selectionEnd]);
  expect(caret).toEqual([12, 12]);
});

test('after signing out and in again, and after a restart, the note is still there', async () => {
  const words = wordsOf(seat);
  await signOut(seat);
  await running.quit();
  running = await machine.launch();
  seat = running.seat;
  hands.stir();
  const desk = await signIn(seat, operator);
  await goTo(seat, 'notes');
  await desk.getByRole('option').first().click();
  await expect.poll(() => desk.getByLabel(words.notes.text).inputValue()).toBe(noteText);
  await signOut(seat);
});

test('the export of the day proves whole, and holds no name, note or card number', async () => {
  const words = wordsOf(seat);
  const file = join(machine.userData, 'day.export');
  await running.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
  const desk = await signIn(seat, owner);
  await goTo(seat, 'activity');
  await picture(desk, 'activity');
  await desk.getByRole('button', { name: words.activity['export.action'] }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const bytes = readFileSync(file);
  const report = await proveExport([bytes]);
  expect(report.problems).toEqual([]);
  for (const secret of ['48213', '4111', 'Anna', 'Boris', 'badge', owner.password, operator.password]) {
    expect(bytes.includes(secret)).toBe(false);
  }
  const types = bytes.toString().split('\n').map(typeOf);
  for (const type of ['guard.refused', 'session.locked', 'checklist.submitted', 'checklist.confirmed', 'unlock']) {
    expect(types).toContain(type);
  }
});

function typeOf(line: string): string {
  return /"type":"([^"]+)"/.exec(line)?.[1] ?? '';
}

async function waitForLock(at: Seat) {
  await expect.poll(() => running.pageNow('entry') !== null, { timeout: 70_000 }).toBe(true);
  return at.page('entry');
}

/** The gates and vaults that run now, by what Electron says of its own processes. */
async function childPids(app: RunningApp['app']): Promise<{ gates: number[]; vaults: number[] }> {
  const metrics = await app.evaluate((electron) => electron.app.getAppMetrics());
  const named = (name: string) => metrics.filter((process) => process.name === name).map(({ pid }) => pid);
  return { gates: named('Cleandesk gate'), vaults: named('Cleandesk vault') };
}
