import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPreviewSeat, type PreviewSeat } from '../support/preview-seat.ts';
import { goTo, passwordField, setUp, signOut, unlock, wordsOf, type Account } from '../support/seat.ts';

describe('The screens', () => {
  let seat: PreviewSeat;
  let owner: Account;
  let desk: Page;

  beforeAll(async () => {
    seat = await openPreviewSeat();
    ({ owner } = await setUp(seat, 'North Contact Centre', {
      ...{ name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' },
    }));
    desk = await seat.page('desk');
  });
  afterAll(() => seat.close());

  it('show recovery codes once: afterwards only how many are left', async () => {
    await goTo(seat, 'settings');
    await desk.getByText(wordsOf(seat).settings['own.codes_other'].replace('{{count}}', '10')).first().waitFor();
    const page = await desk.content();
    expect(owner.recoveryCodes).toHaveLength(10);
    for (const code of owner.recoveryCodes) expect(page).not.toContain(code);
  });

  it('begin a new note at one key, whichever is open', async () => {
    for (const screen of ['today', 'activity', 'settings'] as const) {
      await goTo(seat, screen);
      await desk.keyboard.press('F2');
      const text = desk.getByLabel(wordsOf(seat).notes.text).and(desk.locator(':focus'));
      await text.waitFor();
      expect(await text.inputValue()).toBe('');
    }
  });

  it('check no spelling of what is typed', async () => {
    await goTo(seat, 'notes');
    await desk.keyboard.press('F2');
    await desk.getByLabel(wordsOf(seat).notes.text).waitFor();
    const fields = () =>
      desk.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('textarea, input')].map(({ spellcheck }) => spellcheck),
      );
    await expect.poll(async () => (await fields()).length).toBeGreaterThan(2);
    expect(await fields()).not.toContain(true);
  });

  it('say in the preview, each of them, that the keychain is a file', async () => {
    const { common, lock } = wordsOf(seat);
    for (const screen of ['today', 'notes', 'team', 'activity', 'settings'] as const) {
      await goTo(seat, screen);
      await desk.getByText(common.preview).waitFor();
    }
    await desk.keyboard.press('F10');
    const entry = await seat.page('entry');
    await entry.getByText(lock['cause.key']).waitFor();
    await entry.getByText(common.preview).waitFor();
    await unlock(seat, owner);
  });

  it('take a break at F9 and a digit however fast they follow each other, and the digit goes nowhere else', async () => {
    const { lock, today } = wordsOf(seat);
    await goTo(seat, 'today');
    const point = desk.getByRole('radiogroup').first();
    await point.getByRole('radio').first().focus();
    // As two tasks of the page with nothing between them: no frame, and no timer that could move the focus.
    await desk.evaluate(async () => {
      for (const [code, key] of [
        ['F9', 'F9'],
        ['Digit2', '2'],
      ]) {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }),
        );
        await Promise.resolve();
      }
    });
    const entry = await seat.page('entry');
    await entry.getByText(lock['break.lunch']).first().waitFor();
    await unlock(seat, owner);
    await goTo(seat, 'today');
    await point.waitFor();
    expect(await desk.getByLabel(today.comment).count()).toBe(0);
  });

  it('say before a sign-out that the notes stay on this device', async () => {
    const { desk: words } = wordsOf(seat);
    await desk.getByRole('button', { name: words.account }).click();
    await desk.getByRole('menuitem', { name: words.signOut }).click();
    const [stay = ''] = words['signOut.text'].split('{{time}}');
    await desk.getByRole('dialog').getByText(stay).waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    const entry = await signOut(seat);
    await entry.getByText(wordsOf(seat).common.preview).waitFor();
  });

  it('hide a shown password before it is submitted', async () => {
    const { common } = wordsOf(seat);
    const entry = await seat.page('entry');
    await entry.getByLabel(common.username).fill(owner.username);
    const password = passwordField(entry, common.password);
    await password.fill('not the right password');
    await entry.getByRole('button', { name: common.showPassword }).click();
    const plain = entry.locator('[data-plain-password]');
    await expect.poll(() => plain.textContent()).toBe('not the right password');
    // What the field is when the question is about to leave the page.
    await entry.evaluate(() => {
      window.addEventListener('submit', () => {
        queueMicrotask(() => {
          const isShown = document.querySelector('[data-plain-password]') !== null;
          document.body.dataset['submittedAs'] = isShown ? 'shown' : 'hidden';
        });
      });
    });
    await entry.getByLabel(common.code).fill('000000');
    await expect.poll(() => entry.evaluate(() => document.body.dataset['submittedAs'])).toBe('hidden');
    await entry.getByRole('alert').first().waitFor();
  });

  it('show a password letter by letter where its dots are, in a field that stays a password’s', async () => {
    const { common } = wordsOf(seat);
    const entry = await seat.page('entry');
    const password = passwordField(entry, common.password);
    await entry.getByRole('button', { name: common.showPassword }).click();
    const plain = entry.locator('[data-plain-password] > span');
    for (const letters of [
      'iiii WWWW',
      'тихий зелёный ЩЩЩЩ',
      'long enough that it does not fit: щука, river, 0123456789 '.repeat(3),
    ]) {
      await password.fill(letters);
      await password.press('End');
      await expect.poll(() => plain.textContent()).toBe(letters);
      // Where the field's text ends, when its end is in sight: the letters end there too.
      const ends = () =>
        password.evaluate((input: HTMLInputElement) => {
          const [drawn, style] = [document.querySelector('[data-plain-password] > span')!, getComputedStyle(input)];
          const inner = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          const room = input.getBoundingClientRect().left + input.clientLeft + parseFloat(style.paddingLeft) + inner;
          return { overflows: input.scrollLeft > 0, beyond: drawn.getBoundingClientRect().right - room };
        });
      const isLong = letters.length > 60;
      await expect.poll(async () => (await ends()).overflows).toBe(isLong);
      if (isLong) await expect.poll(async () => Math.abs((await ends()).beyond)).toBeLessThan(3);
      expect(await password.getAttribute('type')).toBe('password');
    }
    // As of any password: neither marked with the page nor copied.
    await entry.getByRole('heading').first().click();
    await entry.keyboard.press('Control+a');
    expect(await entry.evaluate(() => document.getSelection()?.toString())).not.toContain('river');
    // Emptied by the page, which tells nobody.
    await password.evaluate((input: HTMLInputElement) => (input.value = ''));
    await expect.poll(() => plain.textContent()).toBe('');
    await entry.getByRole('button', { name: common.hidePassword }).click();
    expect(await entry.locator('[data-plain-password]').count()).toBe(0);
  });

  it('take a code that is pasted with a space, and submit it at its sixth digit', async () => {
    const { common } = wordsOf(seat);
    const entry = await seat.page('entry');
    await entry.getByLabel(common.username).fill(owner.username);
    await passwordField(entry, common.password).fill(owner.password);
    await entry.getByLabel(common.code).focus();
    const code = await owner.phone.code();
    await entry.keyboard.insertText(`${code.slice(0, 3)} ${code.slice(3)}`);
    await (await seat.page('desk')).getByRole('navigation').waitFor();
  });
});
