import type { Locator, Page } from 'playwright';
import { en } from '../../renderer/i18n/en/index.ts';
import { ru } from '../../renderer/i18n/ru/index.ts';
import { scanQrCode, phoneWith, type Phone } from './phone.ts';
import type { Hand } from './hand.ts';
import { picture } from './pictures.ts';

/**
 * A seat with a console, whatever host it is in: an Electron app whose windows come and go, or a browser tab. People
 * find things by what is written on them, so everything here goes by roles and the catalogue's words.
 */
export type Seat = {
  /** The page that now shows that window; waits until there is one. */
  page(role: 'entry' | 'desk'): Promise<Page>;
  language: 'ru' | 'en';
  /** Mouse and keyboard, or the keyboard alone. */
  hand: Hand;
};

export const wordsOf = (seat: Seat) => (seat.language === 'ru' ? ru : en);

export type Account = { name: string; username: string; password: string; phone: Phone; recoveryCodes: string[] };

export type NewPerson = { name: string; username: string; password: string };

/** First run to the open desk, with an owner's kit or a second lead. */
export async function setUp(
  seat: Seat,
  site: string,
  owner: NewPerson,
  secondLead: { name: string; username: string } | null = null,
): Promise<{ owner: Account; kit: string | null; enrolmentCode: string | null }> {
  const words = wordsOf(seat);
  const page = await seat.page('entry');
  await page.getByText(words.setUp.siteLanguage, { exact: true }).waitFor();
  await seat.hand.write(page.getByLabel(words.setUp.siteName), site);
  await picture(page, 'set-up');
  await press(seat, page, words.common.next);
  await seat.hand.write(page.getByLabel(words.setUp.name), owner.name);
  await seat.hand.write(page.getByLabel(words.setUp.username), owner.username);
  await seat.hand.write(passwordField(page, words.setUp.password), owner.password);
  await press(seat, page, words.common.next);
  const { phone, recoveryCodes } = await connectPhone(seat, page);
  await seat.hand.check(page.getByLabel(words.phone.recoveryKept));
  await press(seat, page, words.common.next);
  const codes = await chooseSpareKey(seat, page, secondLead);
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return { owner: { ...owner, phone, recoveryCodes }, ...codes };
}

async function chooseSpareKey(
  seat: Seat,
  page: Page,
  lead: { name: string; username: string } | null,
): Promise<{ kit: string | null; enrolmentCode: string | null }> {
  const { setUp: words } = wordsOf(seat);
  if (lead) {
    await seat.hand.write(page.getByLabel(words.leadName), lead.name);
    await seat.hand.write(page.getByLabel(words.username), lead.username);
    await press(seat, page, words.addLead);
    const enrolmentCode = await page.getByRole('status').filter({ hasText: /\d/ }).innerText();
    await press(seat, page, words.finish);
    return { kit: null, enrolmentCode };
  }
  await seat.hand.check(page.getByRole('radio', { name: words.kit }));
  await press(seat, page, words.makeKit);
  const kit = await page.getByRole('region', { name: words.kitTitle }).getByRole('listitem').innerText();
  await seat.hand.write(page.getByLabel(words.kitTypeBack), kit);
  await press(seat, page, words.kitProve);
  return { kit, enrolmentCode: null };
}

/** Reads the QR code from the screen as a phone does, proves a code, and reads the recovery codes. */
async function connectPhone(seat: Seat, page: Page): Promise<{ phone: Phone; recoveryCodes: string[] }> {
  const words = wordsOf(seat);
  await page.getByRole('img', { name: words.phone.qrCode }).waitFor();
  await picture(page, 'phone');
  const phone = phoneWith(scanQrCode(await page.screenshot()));
  await seat.hand.write(page.getByLabel(words.common.code), await phone.code());
  const sheet = page.getByRole('region', { name: words.phone.recoveryTitle });
  await sheet.waitFor();
  return { phone, recoveryCodes: await sheet.getByRole('listitem').allInnerTexts() };
}

/** First sign-in with a lead's enrolment code, to the open desk. */
export async function enrol(seat: Seat, person: NewPerson, enrolmentCode: string): Promise<Account> {
  const words = wordsOf(seat);
  const page = await seat.page('entry');
  await seat.hand.press(page.getByRole('button', { name: words.signIn.firstTime }));
  await seat.hand.write(page.getByLabel(words.common.username), person.username);
  await seat.hand.write(page.getByLabel(words.enrol.enrolmentCode), enrolmentCode);
  await press(seat, page, words.enrol.next);
  await seat.hand.write(passwordField(page, words.enrol.newPassword), person.password);
  await press(seat, page, words.enrol.setPassword);
  const { phone, recoveryCodes } = await connectPhone(seat, page);
  await seat.hand.check(page.getByLabel(words.phone.recoveryKept));
  await press(seat, page, words.enrol.finish);
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return { ...person, phone, recoveryCodes };
}

/** Types what the sign-in screen asks for; the sixth digit submits. Does not wait for what follows. */
export async function trySignIn(
  seat: Seat,
  username: string,
  password: string,
  code: () => Promise<string>,
): Promise<Page> {
  const { common } = wordsOf(seat);
  const page = await seat.page('entry');
  await seat.hand.write(page.getByLabel(common.username), username);
  await seat.hand.write(passwordField(page, common.password), password);
  await picture(page, 'sign-in');
  await seat.hand.write(page.getByLabel(common.code), await code());
  return page;
}

/** Signs in to the open desk. */
export async function signIn(seat: Seat, account: Account): Promise<Page> {
  await trySignIn(seat, account.username, account.password, account.phone.code);
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return desk;
}

/** Unlocks by password and Enter, without a click. */
export async function unlock(seat: Seat, account: Account): Promise<Page> {
  const page = await seat.page('entry');
  // The screen puts the caret there by itself; a person begins to type when it is seen.
  const field = page.locator('input[type=password]:focus');
  await field.waitFor();
  await seat.hand.type(field, account.password);
  await seat.hand.key(page, 'Enter');
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return desk;
}

/** Signs out by the account's menu, past the sentence about the notes. */
export async function signOut(seat: Seat): Promise<Page> {
  const { desk: words, common } = wordsOf(seat);
  const desk = await seat.page('desk');
  await seat.hand.press(desk.getByRole('button', { name: words.account }));
  await seat.hand.press(desk.getByRole('menuitem', { name: words.signOut }));
  await seat.hand.press(desk.getByRole('dialog').getByRole('button', { name: words.signOut }));
  const entry = await seat.page('entry');
  await entry.getByLabel(common.username).waitFor();
  return entry;
}

/** A lead opens the drawer at whatever entry screen is there: sign-in or lock. */
export async function openDrawer(seat: Seat, lead: Account): Promise<Locator> {
  const { drawer, common, lock } = wordsOf(seat);
  const page = await seat.page('entry');
  await seat.hand.press(page.getByRole('button', { name: lock.leadsDrawer, exact: true }));
  const dialog = page.getByRole('dialog');
  await seat.hand.write(dialog.getByLabel(common.username), lead.username);
  await seat.hand.write(passwordField(dialog, common.password), lead.password);
  await seat.hand.write(dialog.getByLabel(common.code), await lead.phone.code());
  await dialog.getByText(drawer.as.replace('{{name}}', lead.name)).waitFor();
  return dialog;
}

/** Where a fresh code is asked for lead's work at the own desk. */
export async function stepUp(seat: Seat, where: Page | Locator, lead: Account): Promise<void> {
  const field = where.getByLabel(wordsOf(seat).common.code);
  await seat.hand.write(field, await lead.phone.code());
  await field.waitFor({ state: 'detached' });
}

/** Adds a person where the people's panel is shown. @returns the one-time enrolment code. */
export async function addPerson(
  seat: Seat,
  panel: Page | Locator,
  person: { name: string; username: string; temporary?: boolean },
): Promise<string> {
  const { people } = wordsOf(seat);
  await press(seat, panel, people.add);
  await seat.hand.write(panel.getByLabel(people.name, { exact: true }), person.name);
  await seat.hand.write(panel.getByLabel(people.username, { exact: true }), person.username);
  if (person.temporary) await seat.hand.check(panel.getByLabel(people.temporary));
  await press(seat, panel, people.addSubmit);
  await panel.getByRole('heading', { name: people.invitationTitle.replace('{{name}}', person.name) }).waitFor();
  const code = await panel.getByRole('status').filter({ hasText: /\d/ }).first().innerText();
  await press(seat, panel, people.done);
  return code;
}

/** A screen of the desk by its key: Today is 1. */
export async function goTo(seat: Seat, screen: 'today' | 'notes' | 'team' | 'activity' | 'settings'): Promise<Page> {
  const desk = await seat.page('desk');
  const name = wordsOf(seat).desk[`screen.${screen}`];
  await seat.hand.press(desk.getByRole('navigation').getByRole('button', { name }));
  return desk;
}

/** A password's field, not the button that shows it. */
export function passwordField(where: Page | Locator, label: string): Locator {
  return where.getByRole('textbox', { name: label }).or(where.locator('input[type=password]')).first();
}

/** Presses the button with exactly this on it. */
export function press(seat: Seat, where: Page | Locator, name: string): Promise<void> {
  return seat.hand.press(where.getByRole('button', { name, exact: true }));
}

/** The line that says that the vault has committed. */
export function savedLine(seat: Seat, desk: Page): Locator {
  return desk.getByText(new RegExp(`^${wordsOf(seat).notes.saved.replace('{{time}}', '\\d')}`));
}
