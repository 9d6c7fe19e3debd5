import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../support/seat.ts';
import { prepareMachine, type Machine } from '../support/electron-app.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await prepareMachine();
});
afterAll(async () => {
  await machine.stop();
});

test('the console opens its first window: set-up, in a sandbox, under the content security policy', async () => {
  const { app, seat, quit } = await machine.launch();
  const page = await seat.page('entry');
  await page.getByText(wordsOf(seat).setUp.siteLanguage, { exact: true }).waitFor();
  expect(await app.evaluate(({ app }) => app.isPackaged)).toBe(false);
  expect(page.url()).toBe('app://cleandesk/entry.html');
  await quit();
});
