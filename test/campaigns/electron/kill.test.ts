import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { processesOf } from '../../support/app-processes.ts';
import { isGone } from '../../support/process-stat.ts';
import { prepareMachine, type Machine } from '../../support/electron-app.ts';
import { goTo, savedLine, setUp, signIn, wordsOf } from '../../support/seat.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await prepareMachine();
});
afterAll(async () => {
  await machine.stop();
});

type Bridge = { cleandesk: { call(name: string, body: unknown): Promise<{ ok: boolean; value?: unknown }> } };
const prove = (desk: Page) => desk.evaluate(() => (window as unknown as Bridge).cleandesk.call('activity.prove', {}));

test('what the screen called saved is there after kill -9 of the console, of main as of the vault, and the log is whole', async () => {
  let running = await machine.launch();
  const person = { name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' };
  const { owner } = await setUp(running.seat, 'North', person);
  const words = wordsOf(running.seat).notes;
  let written = '';
  for (const victim of ['main', 'vault', 'main'] as const) {
    const { seat } = running;
    const desk = await goTo(seat, 'notes');
    const text = desk.getByLabel(words.text);
    if (written === '') await desk.keyboard.press('F2');
    else await desk.getByRole('option').first().click();
    await expect.poll(() => text.inputValue()).toBe(written);
    await text.press('Control+End');
    await text.pressSequentially(`killed with ${victim} `);
    written += `killed with ${victim} `;
    await savedLine(seat, desk).waitFor();
    const { vaults, renderers } = await processesOf(running.app);
    if (victim === 'vault') for (const pid of vaults) process.kill(pid, 'SIGKILL');
    // No process of the console outlives its main process.
    process.kill(running.pid, 'SIGKILL');
    await expect.poll(() => [running.pid, ...vaults, ...renderers].every(isGone)).toBe(true);
    running = await machine.launch();
    expect(await prove(await signIn(running.seat, owner))).toMatchObject({ ok: true, value: { whole: true } });
  }
  const desk = await goTo(running.seat, 'notes');
  await desk.getByRole('option').first().click();
  await expect.poll(() => desk.getByLabel(words.text).inputValue()).toBe(written);
  await running.quit();
});
