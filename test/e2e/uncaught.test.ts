import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf } from '../support/app-processes.ts';
import { prepareMachine, type Machine } from '../support/electron-app.ts';
import { isGone } from '../support/process-stat.ts';
import { setUp } from '../support/seat.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await prepareMachine();
});
afterAll(() => machine.stop());

test('an error that nobody caught ends the console with its vault: no open desk stays on a screen that nothing locks', async () => {
  const { app, seat } = await machine.launch();
  await setUp(seat, 'North', { name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' });
  const { vaults, renderers, all } = await processesOf(app);
  expect(vaults).toHaveLength(1);
  expect(renderers.length).toBeGreaterThan(0);
  let said = '';
  app.process().stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const gone = once(app.process(), 'exit');
  // A moment later, so that this question is answered before the program that answers it ends.
  await app.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('what somebody has typed');
    }, 100);
  });
  expect(await gone).toEqual([null, 'SIGKILL']);
  await expect.poll(() => all.every(isGone)).toBe(true);
  expect(said).toContain('Cleandesk ended by RangeError');
  expect(said).not.toContain('typed');
});
