import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveExport } from '../../shared/chain/export-reader.ts';
import { processesOf, type AppProcesses } from '../support/app-processes.ts';
import { isGone } from '../support/process-stat.ts';
import { startTestCentral, type TestCentral } from '../support/central.ts';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import { keyboardOnly } from '../support/hand.ts';
import { handsOn, type Hands } from '../support/hands.ts';
import { picture } from '../support/pictures.ts';
import {
  addPerson,
  enrol,
  goTo,
  openDrawer,
  press,
  savedLine,
  setUp,
  signIn,
  signOut,
  stepUp,
  unlock,
  wordsOf,
  type Account,
  type NewPerson,
  type Seat,
} from '../support/seat.ts';

/** Who lives the day, in which language, and what they write. */
export type DayOf = {
  language: Seat['language'];
  /** With the mouse and keys, or with a keyboard and nothing else. */
  by: 'mouse' | 'keyboard';
  site: string;
  lead: NewPerson;
  operator: NewPerson;
  comment: string;
  /** Two lines. */
  note: string;
  cardWord: string;
  /** What nothing that leaves the desk may hold. */
  secrets: string[];
};

const card = '4111 1111 1111 1111';
/** Where the caret is left in the note. */
const caret = 12;

/** One whole day at one desk that reports to a central, as people live it; each test goes on where the last one ended. */
export function liveADay(day: DayOf): void {
  let machine: Machine;
  let central: TestCentral;
  let running: RunningApp;
  let seat: Seat;
  let hands: Hands;
  let owner: Account;
  let operator: Account;
  let enrolmentCode: string;

  const start = async () => {
    running = await machine.launch();
    hands = handsOn(machine.env);
    seat = day.by === 'keyboard' ? { ...running.seat, hand: keyboardOnly(hands) } : running.seat;
  };
  beforeAll(async () => {
    central = await startTestCentral('machine');
    machine = await prepareMachine(day.language);
    await start();
  });
  afterAll(async () => {
    await machine.stop();
    await central.end();
  });

  test('a new site is set up from the QR code to the owner’s kit', async () => {
    const made = await setUp(seat, day.site, day.lead);
    owner = made.owner;
    expect(owner.recoveryCodes).toHaveLength(10);
    expect(made.kit).toMatch(/\w{4}/);
  });

  test('the lead enrols the desk to central, shortens the idle time and adds an operator, behind a fresh code', async () => {
    const words = wordsOf(seat);
    const settings = await goTo(seat, 'settings');
    await press(seat, settings, words.settings['central.enrol']);
    await stepUp(seat, settings, owner);
    const token = settings.getByLabel(words.settings['central.token']);
    await token.waitFor();
    hands.paste(await central.token());
    await expect.poll(() => token.inputValue()).not.toBe('');
    await settings.getByRole('button', { name: words.settings['central.enrol'], exact: true }).waitFor();
    await press(seat, settings, words.settings['central.enrol']);
    await settings.getByText(words.settings['central.address'].replace('{{url}}', central.url())).waitFor();
    await press(seat, settings, words.settings['site.change']);
    await seat.hand.write(settings.getByLabel(words.settings['field.idleSeconds']), '60');
    await picture(settings, 'settings');
    hands.stir();
    await press(seat, settings, words.settings['site.save']);
    await settings.getByText(words.settings['site.saved'], { exact: true }).waitFor();
    const team = await goTo(seat, 'team');
    await seat.hand.press(team.getByRole('tab', { name: words.team['tab.people'] }));
    enrolmentCode = await addPerson(seat, team, day.operator);
    await picture(team, 'team');
    await signOut(seat);
  });

  test('the operator registers with the code and reaches an own desk', async () => {
    operator = await enrol(seat, day.operator, enrolmentCode);
  });

  test('the checklist is answered by clicks and number keys, one “no” with its comment, and submitted', async () => {
    const words = wordsOf(seat);
    const desk = await goTo(seat, 'today');
    const points = desk.getByRole('radiogroup');
    await points.first().waitFor();
    const total = await points.count();
    expect(total).toBeLessThanOrEqual(6);
    await seat.hand.check(points.first().getByRole('radio').first());
    await seat.hand.key(desk, '2');
    await seat.hand.write(desk.getByLabel(words.today.comment), day.comment);
    for (let point = 1; point < total; point += 1) {
      await seat.hand.check(points.nth(point).getByRole('radio').first());
      await seat.hand.key(desk, '1');
    }
    await picture(desk, 'today');
    await press(seat, desk, words.today.submit);
    await desk.getByText(words.today['state.submitted'], { exact: true }).first().waitFor();
  });

  test('a note is saved as it is typed, and a card number is refused while the rest stays', async () => {
    const words = wordsOf(seat);
    const desk = await goTo(seat, 'notes');
    await seat.hand.key(desk, 'F2');
    const text = desk.getByLabel(words.notes.text);
    await text.and(desk.locator(':focus')).waitFor();
    await seat.hand.type(text, day.note);
    await savedLine(seat, desk).waitFor();
    const refused = `\n${day.cardWord} ${card} `;
    await seat.hand.type(text, refused);
    await desk.getByText(words.notes['notSaved.held']).waitFor();
    await expect.poll(() => text.inputValue()).toBe(day.note + refused);
    await picture(desk, 'notes-card-refused');
    for (let key = 0; key < refused.length; key += 1) await seat.hand.key(desk, 'Backspace');
    await expect.poll(() => text.inputValue()).toBe(day.note);
    await savedLine(seat, desk).waitFor();
    await picture(desk, 'notes');
    // Left in the middle: the caret must be found here again.
    await seat.hand.key(desk, 'Control+Home');
    for (let step = 0; step < caret; step += 1) await seat.hand.key(desk, 'ArrowRight');
    await expect.poll(() => caretIn(text)).toEqual([caret, caret]);
  });

  if (day.by === 'mouse') {
    test('half a minute before the lock a countdown warns without taking the focus, and any input stops it', async () => {
      const desk = await seat.page('desk');
      hands.stir();
      await expect.poll(() => running.pageNow('countdown') !== null, { timeout: 80_000 }).toBe(true);
      const countdown = running.pageNow('countdown');
      await countdown?.getByRole('timer').waitFor();
      if (countdown) await picture(countdown, 'countdown');
      expect(await desk.evaluate(() => document.hasFocus())).toBe(true);
      hands.stir();
      await expect.poll(() => running.pageNow('countdown')).toBe(null);
      expect(running.pageNow('desk')).not.toBeNull();
    });

    test('nobody touches the minimised desk for the idle time, and vault and desk are really gone', async () => {
      const before = await processesOf(running.app);
      expect(before.vaults.length).toBe(1);
      await running.app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.minimize();
      });
      hands.stir();
      await expect.poll(() => running.pageNow('entry') !== null, { timeout: 120_000 }).toBe(true);
      await expectLocked('cause.idle', before);
    });
  } else {
    test('one key locks the desk, and vault and desk are really gone', async () => {
      const before = await processesOf(running.app);
      expect(before.vaults.length).toBe(1);
      await seat.hand.key(await seat.page('desk'), 'F10');
      await expectLocked('cause.key', before);
    });
  }

  test('the lead confirms the day in the drawer, over the locked desk, and sees no note', async () => {
    const words = wordsOf(seat);
    const drawer = await openDrawer(seat, owner);
    const page = await seat.page('entry');
    await picture(page, 'drawer');
    await press(seat, drawer, words.drawer.confirm);
    await drawer.getByText(words.drawer['state.confirmed'], { exact: true }).first().waitFor();
    expect(await page.content()).not.toContain(' 48213');
    await press(seat, page, words.drawer.closeNow);
  });

  test('password and Enter bring back the note, byte for byte, and the caret', async () => {
    const words = wordsOf(seat);
    const desk = await unlock(seat, operator);
    hands.stir();
    const text = desk.getByLabel(words.notes.text);
    await expect.poll(() => text.inputValue()).toBe(day.note);
    await expect.poll(() => caretIn(text)).toEqual([caret, caret]);
  });

  test('the operator sees the list confirmed, and that it was by who issued the own code', async () => {
    const { today } = wordsOf(seat);
    const desk = await goTo(seat, 'today');
    await desk.getByText(today['state.confirmed'], { exact: true }).first().waitFor();
    await desk.getByText(today.sameIssuer, { exact: true }).waitFor();
    await picture(desk, 'today-confirmed');
  });

  test('after signing out and in again, and after a restart, the note is still there', async () => {
    const words = wordsOf(seat);
    await signOut(seat);
    await running.quit();
    await start();
    hands.stir();
    const desk = await signIn(seat, operator);
    await goTo(seat, 'notes');
    await desk.getByRole('option').first().waitFor();
    await openFirstNote(desk);
    await expect.poll(() => desk.getByLabel(words.notes.text).inputValue()).toBe(day.note);
    await signOut(seat);
  });

  test('central has every event, and the exports of the desk and of central prove whole, without a name, note or card number', async () => {
    const words = wordsOf(seat);
    const file = join(machine.userData, 'day.export');
    await running.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, file);
    const desk = await signIn(seat, owner);
    await goTo(seat, 'activity');
    await picture(desk, 'activity');
    await press(seat, desk, words.activity['export.action']);
    await expect.poll(() => existsSync(file)).toBe(true);
    const bytes = readFileSync(file);
    expect((await proveExport([bytes])).problems).toEqual([]);
    const events = eventsIn(bytes.toString());
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['guard.refused', 'session.locked', 'checklist.submitted', 'checklist.confirmed', 'unlock']) {
      expect(types).toContain(type);
    }
    const missing = async () => {
      const { text } = await central.proof();
      const there = new Set(eventsIn(text).map(({ id }) => id));
      return events.filter(({ id }) => !there.has(id)).map(({ type }) => type);
    };
    await expect.poll(missing, { interval: 500 }).toEqual([]);
    const proof = await central.proof();
    expect(proof.report.problems).toEqual([]);
    const secrets = [...day.secrets, '4111', card.replaceAll(' ', ''), owner.password, operator.password];
    for (const text of [bytes.toString(), proof.text]) {
      expect(isSaidIn(text, 'guard.refused')).toBe(true);
      expect(secrets.filter((secret) => isSaidIn(text, secret))).toEqual([]);
    }
    await running.quit();
  });

  async function expectLocked(cause: 'cause.idle' | 'cause.key', before: AppProcesses): Promise<void> {
    const entry = await seat.page('entry');
    await expect.poll(() => running.pageNow('desk')).toBeNull();
    await entry.getByText(wordsOf(seat).lock[cause]).waitFor();
    await picture(entry, 'lock');
    // The screen is there first: a vault has as long as it needs for its last words.
    await expect.poll(() => before.vaults.filter((pid) => !isGone(pid))).toEqual([]);
    await expect.poll(async () => (await processesOf(running.app)).vaults).toEqual([]);
    await expect.poll(async () => (await processesOf(running.app)).gates.length).toBeLessThanOrEqual(1);
  }

  async function openFirstNote(desk: Page): Promise<void> {
    if (day.by === 'mouse') return desk.getByRole('option').first().click();
    const list = desk.getByRole('listbox');
    await seat.hand.press(list);
  }
}

const caretIn = (text: ReturnType<Page['getByLabel']>) =>
  text.evaluate((element: HTMLTextAreaElement) => [element.selectionStart, element.selectionEnd]);

/** The events of an export, by their ids. */
function eventsIn(text: string): { id: string; type: string }[] {
  return [...text.matchAll(/"id":"([0-9a-f-]{36})"[^\n]*?"type":"([^"]+)"/g)].map(([, id = '', type = '']) => ({
    id,
    type,
  }));
}

/** Whether an export says it outside its hashes, signatures, ids and longer numbers, where four digits turn up by chance. */
function isSaidIn(text: string, words: string): boolean {
  const digits = /^\d+$/.test(words);
  const said = text.replace(/[\w+/=-]{30,}/g, '');
  return digits ? said.split(/\D+/).includes(words) : said.includes(words);
}
