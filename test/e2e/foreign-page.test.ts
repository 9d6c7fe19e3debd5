import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { plantCopy } from '../campaigns/harness/plant-copy.ts';
import { prepareMachine, type Machine } from '../support/electron-app.ts';

type Bridge = { cleandesk: { call(name: string, body: unknown): Promise<{ ok: boolean; code?: string }> } };

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function launch(): Promise<Awaited<ReturnType<Machine['launch']>>> {
  const machine = await prepareMachine();
  undo.push(machine.stop);
  return machine.launch();
}

/** What a window of ours is answered when what it shows is not our page any more: the bridge is there all the same. */
async function askFromForeignPage(): Promise<unknown> {
  const { app, seat } = await launch();
  const page = await seat.page('entry');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL('about:blank'));
  await page.waitForURL('about:blank');
  return page.evaluate(() => (window as unknown as Bridge).cleandesk.call('state', {}));
}

describe('a message to main', () => {
  it('from a page that is not ours is refused, whatever window it is in', async () => {
    expect(await askFromForeignPage()).toEqual({ ok: false, code: 'malformed' });
  });

  it('from there would be answered if main did not look who sends it', async () => {
    const copy = plantCopy({
      says: 'main does not look who sends',
      built: true,
      changes: [{ file: 'electron/shell/ipc.ts', find: 'if (!isOurs(event) || ', replace: 'void isOurs;\n    if (' }],
    });
    undo.push(copy.remove);
    process.env.CLEANDESK_BUILT = join(copy.folder, 'out');
    undo.push(() => {
      delete process.env.CLEANDESK_BUILT;
    });
    expect(await askFromForeignPage()).toMatchObject({ ok: true });
  });

  it('that structured cloning can carry and no contract means is refused, on every channel of the window', async () => {
    const { seat } = await launch();
    const page = await seat.page('entry');
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
        null,
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
  });
});
