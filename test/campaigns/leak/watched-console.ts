import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGone, startOf } from '../../support/process-stat.ts';
import type { Machine } from '../../support/electron-app.ts';
import { signal } from './processes.ts';

export type Page = 'entry' | 'desk';

/** The console as somebody starts it by hand, with an eye on its pages (eye.ts) and no debugger attached. */
export type WatchedConsole = {
  /** The programs that it is: one, with a successor two, the older first; none while it is started anew. */
  pids(): number[];
  /** Asks that page; null: it is not on the screen, or still loading. */
  ask(page: Page, script: string): Promise<number | boolean | null>;
  /** Until the page is there and answers true. */
  until(page: Page, script: string): Promise<void>;
  end(): Promise<void>;
};

const patience = 120_000;
const answerLimit = 5_000;
const endLimit = 10_000;
/** A console that failed to hand over its place is started anew: for a moment there is no program. */
const anewLimit = 20_000;

/** Puts the eye into the machine's copy of the app. */
export function openEye(machine: Machine): void {
  const manifest = join(machine.folder, 'package.json');
  const described = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify({ ...described, main: 'out/main/watched.js' }));
  const eye = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'eye.ts'), 'utf8'));
  writeFileSync(join(machine.folder, 'out/main/eye.js'), eye);
  writeFileSync(join(machine.folder, 'out/main/watched.js'), "import './eye.js';\nimport './main.js';\n");
}

type Answer = number | boolean | null;
type Program = { pid: number; ask(page: Page, script: string): Promise<Answer> };

let consoles = 0;

export async function startWatched(
  machine: Machine,
  options: { env?: Record<string, string>; args?: string[] },
): Promise<WatchedConsole> {
  const programs: Program[] = [];
  const sockets = new Set<Socket>();
  const path = join(dirname(machine.folder), `eye-${(consoles += 1)}`);
  const server = createServer((socket) => {
    sockets.add(socket);
    void meet(socket, programs);
  });
  await once(server.listen(path), 'listening');
  // The console's user is another one.
  chmodSync(path, 0o777);
  const child = machine.startByHand({ ...options, env: { ...options.env, CLEANDESK_EYE: path } });
  const first = child.pid ?? -1;
  const begun = startOf(first);
  const pids = () => {
    const known = programs.map(({ pid }) => pid);
    // When it has ended its number may be another process's.
    const all = startOf(first) === begun ? [first, ...known] : known;
    return [...new Set(all)].filter((pid) => !isGone(pid));
  };
  const ask: WatchedConsole['ask'] = async (page, script) => {
    const answers = await Promise.all(programs.map((program) => program.ask(page, script)));
    return answers.findLast((answer) => answer !== null) ?? null;
  };
  const hasEnded = async () => {
    const last = performance.now() + anewLimit;
    while (pids().length === 0) {
      if (performance.now() > last) return true;
      await sleep(20);
    }
    return false;
  };
  return {
    pids,
    ask,
    until: async (page, script) => {
      const last = performance.now() + patience;
      while ((await ask(page, script)) !== true) {
        if (await hasEnded()) throw new Error('the console has ended');
        if (performance.now() > last) throw new Error(`${page} never became: ${script}`);
        await sleep(20);
      }
    },
    end: async () => {
      for (const pid of pids()) signal(pid, 'SIGTERM');
      const last = performance.now() + endLimit;
      while (pids().length > 0) {
        // With a planted fault it may not end by itself.
        if (performance.now() > last) for (const pid of pids()) signal(pid, 'SIGKILL');
        await sleep(20);
      }
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A program says who it is; from then on it is asked. */
async function meet(socket: Socket, programs: Program[]): Promise<void> {
  const waiting = new Map<number, (found: Answer) => void>();
  let asked = 0;
  socket.on('error', () => undefined);
  const lines = createInterface({ input: socket }).on('error', () => undefined);
  const [pid] = (await once(lines, 'line')) as [string];
  const program: Program = {
    pid: Number(pid),
    ask: (page, script) =>
      new Promise((resolve) => {
        const id = (asked += 1);
        // A page that goes while it is asked may never answer.
        const silent = setTimeout(resolve, answerLimit, null);
        waiting.set(id, (found) => {
          clearTimeout(silent);
          waiting.delete(id);
          resolve(found);
        });
        socket.write(`${JSON.stringify({ id, page, script })}\n`);
      }),
  };
  programs.push(program);
  lines.on('line', (line) => {
    const { id, found } = JSON.parse(line) as { id: number; found: Answer };
    waiting.get(id)?.(found);
  });
  socket.once('close', () => {
    programs.splice(programs.indexOf(program), 1);
    for (const answer of waiting.values()) answer(null);
  });
}
