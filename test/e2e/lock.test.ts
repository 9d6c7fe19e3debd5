import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, type AppProcesses } from '../support/app-processes.ts';
import { isGone } from '../support/process-stat.ts';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import { startFakeLogind, type FakeLogind } from '../support/fake-logind.ts';
import { handsOn } from '../support/hands.ts';
import { goTo, savedLine, setUp, signIn, unlock, wordsOf, type Account, type Seat } from '../support/seat.ts';

/** The locks that the operator's day does not meet, on real processes, a real clipboard and a private logind. */
let machine: Machine;
let logind: FakeLogind;
let running: RunningApp;
let seat: Seat;
let owner: Account;

const noteText = 'Order 48213, calls back on Friday';

beforeAll(async () => {
  logind = await startFakeLogind();
  machine = await prepareMachine();
  running = await machine.launch({ env: { DBUS_SYSTEM_BUS_ADDRESS: logind.address } });
  seat = running.seat;
  ({ owner } = await setUp(seat, 'North Contact Centre', {
    ...{ name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' },
  }));
});
afterAll(async () => {
  await machine.stop();
  logind.stop();
});

const processes = () => processesOf(running.app);
const living = (...pids: number[][]) => pids.flat().filter((pid) => !isGone(pid));

async function expectLocked(before: AppProcesses, cause: string): Promise<Page> {
  const entry = await seat.page('entry');
  await entry.getByText(cause).waitFor();
  // The screen is there first: a vault has as long as it needs for its last words.
  await expect.poll(() => living(before.vaults, before.renderers)).toEqual([]);
  await expect.poll(async () => (await processes()).vaults).toEqual([]);
  await expect.poll(async () => (await processes()).renderers).toHaveLength(1);
  await expect.poll(async () => (await processes()).gates.length).toBeLessThanOrEqual(1);
  return entry;
}

test('the system’s lock, told by logind, ends the vault and the desk’s renderer', async () => {
  const before = await processes();
  expect(before.vaults).toHaveLength(1);
  logind.lock();
  await expectLocked(before, wordsOf(seat).lock['cause.system-lock']);
});

test('a password that is begun brings up a page and a program that hold nothing and are answered nothing', async () => {
  const entry = await seat.page('entry');
  const password = entry.locator('input[type=password]');
  await password.pressSequentially('qui');
  const deskPage = () => running.app.windows().find((page) => page.url().endsWith('/desk.html'));
  await expect.poll(() => deskPage() !== undefined).toBe(true);
  const page = deskPage();
  if (!page) throw new Error('the page has gone');
  await page.waitForLoadState();
  // Longer than it waits before it rehearses.
  await sleep(1_000);
  const { desk, common } = wordsOf(seat);
  expect(await page.locator('body').innerText()).toBe(`${common.product}\n\n${desk.loading}`);
  expect(await page.locator('nav, footer, [inert]').count()).toBe(0);
  const asked = page.evaluate(async () => {
    const { cleandesk } = globalThis as unknown as {
      cleandesk: { call(name: string, body: unknown): Promise<unknown> };
    };
    await Promise.race(['state', 'checklist.today', 'vault.open', 'sign-out'].map((name) => cleandesk.call(name, {})));
    return 'answered';
  });
  expect(await Promise.race([asked.catch(() => 'gone'), sleep(1_000).then(() => 'waits')])).toBe('waits');
  expect((await processes()).vaults).toHaveLength(1);
  await expect.poll(deskPage).toBeUndefined();
  await expect.poll(async () => (await processes()).vaults).toEqual([]);
  await password.fill('');
});

test('a vault that is killed from outside locks the desk', async () => {
  await unlock(seat, owner);
  const before = await processes();
  for (const pid of before.vaults) process.kill(pid, 'SIGKILL');
  await expectLocked(before, wordsOf(seat).lock['cause.vault-died']);
});

test('on a call is one key: the strip counts from 15 minutes, until it is pressed again', async () => {
  const desk = await unlock(seat, owner);
  const [before = ''] = wordsOf(seat).desk['strip.locksIn'].split('{{time}}');
  const secondsLeft = async () => {
    const said = /(\d+):(\d\d)/.exec(
      await desk
        .getByText(new RegExp(`^${before}`))
        .first()
        .innerText(),
    );
    return Number(said?.[1]) * 60 + Number(said?.[2]);
  };
  await desk.keyboard.press('F8');
  await expect.poll(secondsLeft).toBeGreaterThan(14 * 60);
  await desk.keyboard.press('F8');
  await expect.poll(secondsLeft).toBeLessThanOrEqual(5 * 60);
});

test('a break is one key: it locks at once, and the screen says whose it is and since when', async () => {
  const desk = await seat.page('desk');
  const before = await processes();
  await desk.keyboard.press('F9');
  // It takes the key once the focus is in it.
  await desk.locator('[role=menu]:focus-within').waitFor();
  // A real key: its release finds no page any more.
  handsOn(machine.env).press('2');
  const entry = await expectLocked(before, wordsOf(seat).lock['break.lunch']);
  await entry.getByText(owner.name).first().waitFor();
  await entry
    .getByText(/\d\d:\d\d/)
    .first()
    .waitFor();
});

test('what was copied and selected is gone from the clipboard and from PRIMARY at a lock', async () => {
  await unlock(seat, owner);
  const desk = await goTo(seat, 'notes');
  await desk.keyboard.press('F2');
  const text = desk.getByLabel(wordsOf(seat).notes.text);
  await text.pressSequentially(noteText);
  await savedLine(seat, desk).waitFor();
  await desk.keyboard.press('Control+A');
  await desk.keyboard.press('Control+C');
  await expect.poll(() => board('clipboard')).toBe(noteText);
  logind.property('Active', false);
  await (await seat.page('entry')).getByText(wordsOf(seat).lock['cause.user-switch']).waitFor();
  await expect.poll(() => board('clipboard')).toBe('');
  await expect.poll(() => board('primary')).toBe('');
});

test('what somebody copied elsewhere since stays on the clipboard', async () => {
  const desk = await unlock(seat, owner);
  await desk.getByLabel(wordsOf(seat).notes.text).focus();
  await desk.keyboard.press('Control+A');
  await desk.keyboard.press('Control+C');
  await expect.poll(() => board('clipboard')).toBe(noteText);
  // xclip stays behind to serve what it took; a pipe of ours would wait for it.
  execFileSync('xclip', ['-selection', 'clipboard'], {
    input: 'another program’s text',
    env: { ...process.env, ...machine.env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await expect.poll(() => board('clipboard')).toBe('another program’s text');
  logind.lock();
  await (await seat.page('entry')).getByText(wordsOf(seat).lock['cause.system-lock']).waitFor();
  await sleep(500);
  expect(board('clipboard')).toBe('another program’s text');
});

test('a lock stores a card number that is being held as dots, and says so after the unlock', async () => {
  const { notes } = wordsOf(seat);
  const desk = await unlock(seat, owner);
  const text = desk.getByLabel(notes.text);
  await text.press('Control+End');
  await text.pressSequentially('\nPays by 4111 1111 1111 1111 today');
  await desk.getByText(notes['notSaved.held']).waitFor();
  handsOn(machine.env).press('F10');
  await (await seat.page('entry')).getByText(wordsOf(seat).lock['cause.key']).waitFor();
  const again = await unlock(seat, owner);
  await expect.poll(() => again.getByLabel(notes.text).inputValue()).toBe(`${noteText}\nPays by •••• today`);
  await again.getByText(notes.masked).waitFor();
});

test('a page that crashes is loaded again, with the note and the caret', async () => {
  const desk = await seat.page('desk');
  const text = desk.getByLabel(wordsOf(seat).notes.text);
  await text.press('Control+Home');
  for (let step = 0; step < 6; step += 1) await text.press('ArrowRight');
  // The page tells the vault where the caret is a frame later, by a timer that is older than this one.
  await desk.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  const typed = await text.inputValue();
  const before = await processes();
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.forcefullyCrashRenderer();
  });
  await expect
    .poll(async () => (await processes()).renderers.filter((pid) => !before.renderers.includes(pid)))
    .toHaveLength(1);
  // Asked of the window: the page that the test knew has crashed.
  const shown = () =>
    running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.isVisible())
        ?.webContents.executeJavaScript(
          '(({ value, selectionStart }) => [value, selectionStart])(document.querySelector("textarea") ?? {})',
        ),
    );
  await expect.poll(shown).toEqual([typed, 6]);
  expect((await processes()).vaults).toEqual(before.vaults);
});

test('a second start on the same profile hands over to the first and ends', async () => {
  const [code] = (await once(machine.startByHand(), 'exit')) as [number];
  expect(code).toBe(0);
  await expect.poll(async () => (await processes()).gates).toHaveLength(1);
});

test('closing the window ends the program after its vault has flushed, and the note is there again', async () => {
  const before = await processes();
  const gone = once(running.app.process(), 'exit');
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.close();
  });
  await gone;
  await expect.poll(() => living(before.vaults, before.gates, before.renderers)).toEqual([]);
  running = await machine.launch({ env: { DBUS_SYSTEM_BUS_ADDRESS: logind.address } });
  seat = running.seat;
  await signIn(seat, owner);
  const desk = await goTo(seat, 'notes');
  await desk.getByText('Pays by ••••').first().waitFor();
});

test('a program that is killed leaves no process behind and loses nothing that it called saved', async () => {
  const { notes } = wordsOf(seat);
  const desk = await goTo(seat, 'notes');
  await desk.getByRole('option').first().click();
  const text = desk.getByLabel(notes.text);
  await text.press('Control+A');
  await text.pressSequentially('Killed right after this was saved');
  await savedLine(seat, desk).waitFor();
  const before = await processes();
  process.kill(running.pid, 'SIGKILL');
  await expect.poll(() => living([running.pid], before.vaults, before.gates, before.renderers)).toEqual([]);
  running = await machine.launch({ env: { DBUS_SYSTEM_BUS_ADDRESS: logind.address } });
  seat = running.seat;
  await signIn(seat, owner);
  const after = await goTo(seat, 'notes');
  await after.getByRole('option').first().click();
  await expect.poll(() => after.getByLabel(notes.text).inputValue()).toBe('Killed right after this was saved');
});

test('suspend, told by logind, ends the vault and the desk before the machine sleeps, and the lock screen is there when it wakes', async () => {
  const before = await processes();
  expect(before.vaults).toHaveLength(1);
  logind.prepareForSleep(true);
  await expect.poll(() => living(before.vaults, before.renderers)).toEqual([]);
  // Asleep, Chromium loads no page: an empty window covers the desk.
  logind.prepareForSleep(false);
  const shown = () =>
    running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => [webContents.getURL(), webContents.isLoading()]),
    );
  await expect.poll(shown).toEqual([['app://cleandesk/entry.html', false]]);
  expect((await processes()).vaults).toEqual([]);
});

/** The text that another program would paste. */
function board(selection: 'clipboard' | 'primary'): string {
  try {
    return execFileSync('xclip', ['-o', '-selection', selection], {
      encoding: 'utf8',
      env: { ...process.env, ...machine.env },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
    });
  } catch {
    return '';
  }
}
