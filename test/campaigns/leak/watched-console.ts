import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../support/electron-app.ts';

export type Page = 'entry' | 'desk';

/** The console as somebody starts it by hand, with an eye on its pages (eye.ts) and no debugger attached. */
export type WatchedConsole = {
  pid: number;
  /** Asks that page; null: it is not there, or still loading. */
  ask(page: Page, script: string): Promise<number | boolean | null>;
  /** Until the page is there and answers true. */
  until(page: Page, script: string): Promise<void>;
  end(): Promise<void>;
};

const patience = 120_000;
const answerLimit = 5_000;
const endLimit = 10_000;

/** Puts the eye into the machine's copy of the app. */
export function openEye(machine: Machine): void {
  const manifest = join(machine.folder, 'package.json');
  const described = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify({ ...described, main: 'out/main/watched.js' }));
  const eye = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'eye.ts'), 'utf8'));
  writeFileSync(join(machine.folder, 'out/main/eye.js'), eye);
  writeFileSync(join(machine.folder, 'out/main/watched.js'), "import './eye.js';\nimport './main.js';\n");
}

export function startWatched(
  machine: Machine,
  options: { env?: Record<string, string>; args?: string[] },
): WatchedConsole {
  const child = machine.startByHand({ ...options, talks: true });
  const waiting = new Map<number, (found: number | boolean | null) => void>();
  let asked = 0;
  let ended = false;
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((each) => each.startsWith('eye '))) {
      const { id, found } = JSON.parse(line.slice(4)) as { id: number; found: number | boolean | null };
      waiting.get(id)?.(found);
      waiting.delete(id);
    }
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      for (const answer of waiting.values()) answer(null);
      resolve();
    });
  });
  const ask: WatchedConsole['ask'] = (page, script) =>
    new Promise((resolve) => {
      if (ended) throw new Error('the console has ended');
      const id = ++asked;
      // A page that goes while it is asked may never answer.
      const silent = setTimeout(resolve, answerLimit, null);
      waiting.set(id, (found) => {
        clearTimeout(silent);
        resolve(found);
      });
      child.stdin?.write(`${JSON.stringify({ id, page, script })}\n`);
    });
  return {
    pid: child.pid ?? -1,
    ask,
    until: async (page, script) => {
      const last = performance.now() + patience;
      while ((await ask(page, script)) !== true) {
        if (performance.now() > last) throw new Error(`${page} never became: ${script}`);
        await sleep(20);
      }
    },
    end: async () => {
      if (!ended) child.kill('SIGTERM');
      // With a planted fault it may not end by itself.
      const late = setTimeout(() => child.kill('SIGKILL'), endLimit);
      await gone;
      clearTimeout(late);
    },
  };
}
