import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPreviewSeat, type PreviewSeat } from '../support/preview-seat.ts';
import { goTo, setUp, signIn, signOut, unlock, type Account, wordsOf } from '../support/seat.ts';

let seat: PreviewSeat;
let owner: Account;

beforeAll(async () => {
  seat = await openPreviewSeat();
});
afterAll(() => seat.close());

it('sets up a site from nothing to an open desk', async () => {
  ({ owner } = await setUp(seat, 'North Contact Centre', {
    name: 'Anna Kent',
    username: 'anna',
    password: 'quiet river over stones',
  }));
  expect(owner.recoveryCodes).toHaveLength(10);
});

it('is still there when its tab is loaded again', async () => {
  await seat.tab.reload();
  const desk = await seat.page('desk');
  await desk.getByRole('navigation').waitFor();
});

it('keeps a note over a lock, with the text as it was typed', async () => {
  const words = wordsOf(seat);
  const desk = await goTo(seat, 'notes');
  await desk.keyboard.press('F2');
  const text = desk.getByLabel(words.notes.text);
  await text.pressSequentially('Order 48213, calls back on Friday');
  await desk.getByText(/^Saved \d/).waitFor();
  await desk.keyboard.press('F10');
  const open = await unlock(seat, owner);
  await expect.poll(() => open.getByLabel(words.notes.text).inputValue()).toBe('Order 48213, calls back on Friday');
});

it('signs out, starts again and signs in', async () => {
  await signOut(seat);
  await seat.restart();
  const desk = await signIn(seat, owner);
  await desk.getByRole('navigation').waitFor();
});

it('shows no violation of its policy', () => {
  expect(seat.complaints).toEqual([]);
});
