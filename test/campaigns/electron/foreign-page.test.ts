import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantCopy } from '../harness/plant-copy.ts';
import { prepareMachine, type Machine } from '../../support/electron-app.ts';
import { wordsOf } from '../../support/seat.ts';

type Bridge = { cleandesk: { call(name: string, body: unknown): Promise<{ ok: boolean; code?: string }> } };

let sound: Machine;
/** The same console, whose main process does not look who sends. */
let planted: Machine;

beforeAll(async () => {
  const copy = plantCopy({
    says: 'main does not look who sends',
    built: true,
    changes: [{ file: 'electron/shell/ipc.ts', find: 'if (!isOurs(event) || ', replace: 'void isOurs;\n    if (' }],
  });
  // Both before the first start, which tells Playwright of its own launcher and of no other.
  sound = await prepareMachine();
  const before = process.env.CLEANDESK_BUILT;
  process.env.CLEANDESK_BUILT = join(copy.folder, 'out');
  planted = await prepareMachine();
  if (before === undefined) delete process.env.CLEANDESK_BUILT;
  else process.env.CLEANDESK_BUILT = before;
  copy.remove();
});
afterAll(async () => {
  await sound.stop();
  await planted.stop();
});

async function launch(machine: Machine) {
  const { app, seat, quit } = await machine.launch();
  const page = await seat.page('entry');
  await page.getByText(wordsOf(seat).setUp.siteLanguage, { exact: true }).waitFor();
  return { app, page, quit };
}

/** What a window of ours is answered when what it shows is not our page any more: the bridge is there all the same. */
async function askFromForeignPage(machine: Machine): Promise<unknown> {
  const { app, page, quit } = await launch(machine);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.loadURL('about:blank'),
  );
  await page.waitForURL('about:blank');
  const answer = await page.evaluate(() => (window as unknown as Bridge).cleandesk.call('state', {}));
  await quit();
  return answer;
}

describe('a message to main', () => {
  it('from a page that is not ours is refused, whatever window it is in', async () => {
    expect(await askFromForeignPage(sound)).toEqual({ ok: false, code: 'malformed' });
  });

  it('from there would be answered if main did not look who sends it', async () => {
    expect(await askFromForeignPage(planted)).toMatchObject({ ok: true });
  });

  it('that structured cloning can carry and no contract means is refused, on every channel of the window', async () => {
    const { page, quit } = await launch(sound);
    const answers = await page.evaluate(async () => {
      const ring: Record<string, unknown> = {};
      ring.ring = ring;
      const odd = [
        new Map([['a', 1]]),
        new Set(),
        1n,
        NaN,
        new Date(),
        /a/,
        [ring],
        new Uint8Array(9),
        new Error('x'),
        0,
      ];
      const names = [
        'state',
        'retry',
        'quit',
        'prefs.set',
        'gate.open',
        'people.list',
        'team.lists',
        'lock',
        '__proto__',
        '',
      ];
      const said = names.flatMap((name) =>
        odd.map((body) => (window as unknown as Bridge).cleandesk.call(name, { body, name })),
      );
      return Promise.all(said);
    });
    expect(new Set(answers.map(({ ok, code }) => `${ok} ${code}`))).toEqual(new Set(['false malformed']));
    expect(answers.length).toBe(100);
    await quit();
  });
});
