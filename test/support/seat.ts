import type { Locator, Page } from 'playwright';
import { en } from '../../renderer/i18n/en/index.ts';
import { ru } from '../../renderer/i18n/ru/index.ts';
import { scanQrCode, phoneWith, type Phone } from './phone.ts';
import { picture } from './pictures.ts';

/**
 * A seat with a console, whatever host it is in: an Electron app whose windows come and go, or a browser tab. People
 * find things by what is written on them, so everything here goes by roles and the catalogue's words.
 */
export type Seat = {
  /** The page that now shows that window; waits until there is one. */
  page(role: 'entry' | 'desk'): Promise<Page>;
  language: 'ru' | 'en';
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
  await page.getByLabel(words.setUp.siteName).fill(site);
  await picture(page, 'set-up');
  await press(page, words.common.next);
  await page.getByLabel(words.setUp.name).fill(owner.name);
  await page.getByLabel(words.setUp.username).fill(owner.username);
  await passwordField(page, words.setUp.password).fill(owner.password);
  await press(page, words.common.next);
  const { phone, recoveryCodes } = await connectPhone(seat, page);
  await page.getByLabel(words.phone.recoveryKept).check();
  await press(page, words.common.next);
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
    await page.getByLabel(words.leadName).fill(lead.name);
    await page.getByLabel(words.username).fill(lead.username);
    await press(page, words.addLead);
    const enrolmentCode = await page.getByRole('status').filter({ hasText: /\d/ }).innerText();
    await press(page, words.finish);
    return { kit: null, enrolmentCode };
  }
  await page.getByRole('radio', { name: words.kit }).check();
  await press(page, words.makeKit);
  const kit = await page.getByRole('region', { name: words.kitTitle }).getByRole('listitem').innerText();
  await page.getByLabel(words.kitTypeBack).fill(kit);
  await press(page, words.kitProve);
  return { kit, enrolmentCode: null };
}

/** Reads the QR code from the screen as a phone does, proves a code, and reads the recovery codes. */
async function connectPhone(seat: Seat, page: Page): Promise<{ phone: Phone; recoveryCodes: string[] }> {
  const words = wordsOf(seat);
  await page.getByRole('img', { name: words.phone.qrCode }).waitFor();
  await picture(page, 'phone');
  const phone = phoneWith(scanQrCode(await page.screenshot()));
  await page.getByLabel(words.common.code).fill(await phone.code());
  const sheet = page.getByRole('region', { name: words.phone.recoveryTitle });
  await sheet.waitFor();
  return { phone, recoveryCodes: await sheet.getByRole('listitem').allInnerTexts() };
}

/** First sign-in with a lead's enrolment code, to the open desk. */
export async function enrol(seat: Seat, person: NewPerson, enrolmentCode: string): Promise<Account> {
  const words = wordsOf(seat);
  const page = await seat.page('entry');
  await page.getByRole('button', { name: words.signIn.firstTime }).click();
  await page.getByLabel(words.common.username).fill(person.username);
  await page.getByLabel(words.enrol.enrolmentCode).fill(enrolmentCode);
  await press(page, words.enrol.next);
  await passwordField(page, words.enrol.newPassword).fill(person.password);
  await press(page, words.enrol.setPassword);
  const { phone, recoveryCodes } = await connectPhone(seat, page);
  await page.getByLabel(words.phone.recoveryKept).check();
  await press(page, words.enrol.finish);
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return { ...person, phone, recoveryCodes };
}

/** Types what the sign-in screen asks for; the sixth digit submits. Does not wait for what follows. */
export async function trySignIn(seat: Seat, username: string, password: string, code: string): Promise<Page> {
  const { common } = wordsOf(seat);
  const page = await seat.page('entry');
  await page.getByLabel(common.username).fill(username);
  await passwordField(page, common.password).fill(password);
  await picture(page, 'sign-in');
  await page.getByLabel(common.code).fill(code);
  return page;
}

/** Signs in to the open desk. */
export async function signIn(seat: Seat, account: Account): Promise<Page> {
  await trySignIn(seat, account.username, account.password, await account.phone.code());
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return desk;
}

/** Unlocks by password and Enter, without a click. */
export async function unlock(seat: Seat, account: Account): Promise<Page> {
  const page = await seat.page('entry');
  // The screen puts the caret there by itself; a person begins to type when it is seen.
  await page.locator('input[type=password]:focus').waitFor();
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
  return desk;
}

/** Signs out by the account's menu, past the sentence about the notes. */
export async function signOut(seat: Seat): Promise<Page> {
  const { desk: words, common } = wordsOf(seat);
  const desk = await seat.page('desk');
  await desk.getByRole('button', { name: words.account }).click();
  await desk.getByRole('menuitem', { name: words.signOut }).click();
  await desk.getByRole('dialog').getByRole('button', { name: words.signOut }).click();
  const entry = await seat.page('entry');
  await entry.getByLabel(common.username).waitFor();
  return entry;
}

/** A lead opens the drawer at whatever entry screen is there: sign-in or lock. */
export async function openDrawer(seat: Seat, lead: Account): Promise<Locator> {
  const { drawer, common, lock } = wordsOf(seat);
  const page = await seat.page('entry');
  await page.getByRole('button', { name: lock.leadsDrawer, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(common.username).fill(lead.username);
  await passwordField(dialog, common.password).fill(lead.password);
  await dialog.getByLabel(common.code).fill(await lead.phone.code());
  await dialog.getByText(drawer.as.replace('{{name}}', lead.name)).waitFor();
  return dialog;
}

/** Where a fresh code is asked for lead's work at the own desk. */
export async function stepUp(seat: Seat, where: Page | Locator, lead: Account): Promise<void> {
  const field = where.getByLabel(wordsOf(seat).common.code);
  await field.fill(await lead.phone.code());
  await field.waitFor({ state: 'detached' });
}

/** Adds a person where the people's panel is shown. @returns the one-time enrolment code. */
export async function addPerson(
  seat: Seat,
  panel: Page | Locator,
  person: { name: string; username: string; temporary?: boolean },
): Promise<string> {
  const { people } = wordsOf(seat);
  await press(panel, people.add);
  await panel.getByLabel(people.name, { exact: true }).fill(person.name);
  await panel.getByLabel(people.username, { exact: true }).fill(person.username);
  if (person.temporary) await panel.getByLabel(people.temporary).check();
  await press(panel, people.addSubmit);
  await panel.getByRole('heading', { name: people.invitationTitle.replace('{{name}}', person.name) }).waitFor();
  const code = await panel.getByRole('status').filter({ hasText: /\d/ }).first().innerText();
  await press(panel, people.done);
  return code;
}

/** A screen of the desk by its key: Today is 1. */
export async function goTo(seat: Seat, screen: 'today' | 'notes' | 'team' | 'activity' | 'settings'): Promise<Page> {
  const desk = await seat.page('desk');
  await desk
    .getByRole('navigation')
    .getByRole('button', { name: wordsOf(seat).desk[`screen.${screen}`] })
    .click();
  return desk;
}

/** A password's field, not the button that shows it. */
export function passwordField(where: Page | Locator, label: string): Locator {
  return where.getByRole('textbox', { name: label }).or(where.locator('input[type=password]')).first();
}

async function press(where: Page | Locator, name: string): Promise<void> {
  await where.getByRole('button', { name, exact: true }).click();
}
