import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../renderer/i18n/en/index.ts';
import type { ChainEvent } from '../../shared/chain/event.ts';
import { openElectronSeat, type ElectronSeat } from '../campaigns/leak/electron-seat.ts';

/** Another program in the console's place after a lock, by real keys and with no debugger, which would hold it back. */
let seat: ElectronSeat;

const noteText = 'Order 48213, calls back on Friday';
const password = 'input[autocomplete=current-password]';
const username = 'input[autocomplete=username]';

const focused = (selector: string) => `document.activeElement?.matches('${selector}') === true`;
const focus = (selector: string) => `(document.querySelector('${selector}')?.focus(), ${focused(selector)})`;
const holds = (selector: string, length: number) => `document.querySelector('${selector}')?.value.length === ${length}`;
const says = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;

async function signIn(): Promise<void> {
  const { hands, person, phone } = seat;
  const console = seat.console();
  await console.until('entry', focus(username));
  hands.press('ctrl+a');
  hands.type(person.username);
  await console.until('entry', holds(username, person.username.length));
  await console.until('entry', focus(password));
  hands.type(person.password);
  await console.until('entry', holds(password, person.password.length));
  await console.until('entry', focus('input[autocomplete=one-time-code]'));
  hands.type(await phone.code());
  await console.until('desk', 'document.querySelector("nav") !== null');
}

/** Until another program than these is the whole console. @returns its pid */
async function renewed(before: readonly number[]): Promise<number> {
  const console = seat.console();
  for (let tries = 0; tries < 600; tries += 1) {
    const [pid, ...others] = console.pids();
    if (pid !== undefined && others.length === 0 && !before.includes(pid)) return pid;
    await sleep(100);
  }
  throw new Error('no other program has taken the place');
}

const openFiles = (pid: number): string[] => readdirSync(`/proc/${pid}/fd`);

function events(): ChainEvent[] {
  const db = new Database(join(seat.profile, 'desk.db'), { readonly: true });
  const rows = db.prepare<[], { bytes: Buffer }>('SELECT bytes FROM events ORDER BY at').all();
  db.close();
  return rows.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as ChainEvent);
}

beforeAll(async () => {
  seat = await openElectronSeat();
  await seat.run({ assistive: false });
  await signIn();
});
afterAll(async () => {
  await seat.end();
});

test('after a lock the program in which a note was typed ends, and another one shows the same lock', async () => {
  const { hands, person } = seat;
  const console = seat.console();
  hands.press('F2');
  await console.until('desk', focused('textarea'));
  hands.type(noteText);
  await console.until('desk', holds('textarea', noteText.length));
  hands.press('Left', 'Left');
  await sleep(500);
  const before = console.pids();
  const files = before.flatMap(openFiles).length;
  hands.press('F9');
  await console.until('desk', 'document.querySelector("[role=menu]")?.contains(document.activeElement) === true');
  hands.press('2');
  const successor = await renewed(before);
  await console.until('entry', says(person.name));
  // It keeps nothing open of the program before it.
  expect(openFiles(successor).length).toBeLessThan(files + 10);
  await console.until('entry', says(en.lock['break.lunch']));
  await console.until('entry', focused(password));
});

test('password and Enter bring back the note and the caret in it, and the log tells of one session', async () => {
  const { hands, person } = seat;
  const console = seat.console();
  hands.type(person.password);
  hands.press('Return');
  await console.until('desk', focused('textarea'));
  await console.until('desk', `document.activeElement.value === ${JSON.stringify(noteText)}`);
  await console.until('desk', `document.activeElement.selectionStart === ${noteText.length - 2}`);
  const types = events().map(({ type }) => type);
  const order = ['sign-in', 'session.locked', 'break.began', 'console.renewed', 'unlock', 'break.ended'];
  expect(types.slice(types.lastIndexOf('console.started')).filter((type) => order.includes(type))).toEqual(order);
});

test('what somebody has begun to type at the lock is not taken away', async () => {
  const { hands, person } = seat;
  const console = seat.console();
  const begun = 5;
  hands.press('F10');
  await console.until('entry', focused(password));
  hands.type(person.password.slice(0, begun));
  await console.until('entry', holds(password, begun));
  // On a slow machine a successor may have been started before the first key: then it waits.
  await sleep(6_000);
  expect(await console.ask('entry', holds(password, begun))).toBe(true);
  hands.type(person.password.slice(begun));
  hands.press('Return');
  await console.until('desk', focused('textarea'));
});

test('a signal to end, as a logout sends it, ends the session first, and the log says so', async () => {
  const console = seat.console();
  for (const pid of console.pids()) process.kill(pid, 'SIGTERM');
  await expect.poll(console.pids, { timeout: 10_000 }).toEqual([]);
  const types = events().map(({ type }) => type);
  expect(types.slice(-3)).toEqual(['session.locked', 'session.signed-out', 'console.stopped']);
});
