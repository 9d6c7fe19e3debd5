import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareMachine, type Machine } from '../../support/electron-app.ts';
import { chooseUser, giveTo } from '../../support/ordinary-user.ts';

/** What a probe has said (probe.ts). `at` is in milliseconds of the clock that `now` reads. */
export type Seen = { what: string; contents: number; at: number };

export type ProbedApp = {
  pid: number;
  /** When its start was asked for. */
  started: number;
  /** The first of its kind after that moment; waits for it. Fails when the app ends. */
  seen(what: string | RegExp, after?: number): Promise<Seen>;
  /** The last of its kind so far. */
  last(what: RegExp, contents?: number): Seen | undefined;
  order(order: Record<string, unknown>): void;
  signal(signal: NodeJS.Signals): void;
  end(): Promise<void>;
};

/** The clock of `process.hrtime`, which every process of the machine reads alike. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

export type ProbedMachine = Machine & {
  startConsole(env?: Record<string, string>): ProbedApp;
  startBare(env?: Record<string, string>): ProbedApp;
};

/** A machine with the built console and a bare app, in both of which a probe runs before the app. */
export async function prepareProbedMachine(): Promise<ProbedMachine> {
  const machine = await prepareMachine();
  const bare = join(dirname(machine.folder), 'bare');
  mkdirSync(bare);
  const own = (file: string) => stripTypeScriptTypes(readFileSync(join(import.meta.dirname, file), 'utf8'));
  writeFileSync(join(bare, 'package.json'), JSON.stringify({ name: 'bare', type: 'module', main: 'main.js' }));
  writeFileSync(join(bare, 'probe.js'), own('probe.ts'));
  writeFileSync(join(bare, 'bare-app.js'), own('bare-app.ts'));
  writeFileSync(join(bare, 'main.js'), "import './probe.js';\nimport './bare-app.js';\n");
  writeFileSync(join(bare, 'idle.js'), 'process.parentPort.on("message", () => undefined);\n');
  writeFileSync(join(bare, 'page.html'), '<!doctype html><title>Bare</title><input autofocus>');
  const manifest = join(machine.folder, 'package.json');
  const described = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  writeFileSync(manifest, JSON.stringify({ ...described, main: 'out/main/probed.js' }));
  writeFileSync(join(machine.folder, 'out/main/probe.js'), own('probe.ts'));
  writeFileSync(join(machine.folder, 'out/main/probed.js'), "import './probe.js';\nimport './main.js';\n");
  const bareData = join(dirname(machine.userData), 'bare-data');
  mkdirSync(bareData);
  giveTo(chooseUser(), bareData);
  const start = (options: { app?: string; env: Record<string, string> }) => {
    const started = now();
    return watch(machine.startByHand({ ...options, talks: true }), started);
  };
  return {
    ...machine,
    startConsole: (env = {}) => start({ env }),
    startBare: (env = {}) => start({ app: bare, env: { ...env, XDG_CONFIG_HOME: bareData } }),
  };
}

function watch(child: ChildProcess, started: number): ProbedApp {
  const all: Seen[] = [];
  const looks = new Set<() => void>();
  let ended: string | null = null;
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, what = '', contents, nanoseconds] = /^probe (\S+) (\d+) (\d+)$/.exec(line) ?? [];
      if (what) all.push({ what, contents: Number(contents), at: Number(nanoseconds) / 1e6 });
    }
    for (const look of looks) look();
  });
  child.once('exit', (code, signal) => {
    ended = signal ?? `code ${code}`;
    for (const look of looks) look();
  });
  return {
    pid: child.pid ?? -1,
    started,
    seen: (what, after = -Infinity) =>
      new Promise((resolve, reject) => {
        const fits = (seen: Seen) =>
          seen.at > after && (typeof what === 'string' ? seen.what === what : what.test(seen.what));
        const look = () => {
          const found = all.find(fits);
          if (!found && ended === null) return;
          looks.delete(look);
          if (found) resolve(found);
          else reject(new Error(`the app ended (${ended}) before ${String(what)}`));
        };
        looks.add(look);
        look();
      }),
    last: (what, contents) =>
      all.findLast((seen) => what.test(seen.what) && (contents === undefined || seen.contents === contents)),
    order: (order) => child.stdin?.write(`${JSON.stringify(order)}\n`),
    signal: (signal) => child.kill(signal),
    end: async () => {
      if (ended !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
