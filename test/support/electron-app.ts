import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { copyApp, launcherFor } from './app-copy.ts';
import { startDisplay } from './display.ts';
import { startKeyring } from './keyring.ts';
import { chooseUser, giveTo } from './ordinary-user.ts';
import { mouse } from './hand.ts';
import type { Seat } from './seat.ts';

/** A machine with a screen, a keychain and a copy of the built app; apps started on it one after the other share a profile. */
export type Machine = {
  /** `cwd`: the folder that the app is started in. */
  launch(options?: { env?: Record<string, string>; args?: string[]; cwd?: string }): Promise<RunningApp>;
  /**
   * An app without a test attached to it, as somebody starts it by hand: this one, or another in a folder that its user
   * can read. `talks`: its standard input and output are pipes.
   */
  startByHand(options?: { app?: string; args?: string[]; env?: Record<string, string>; talks?: boolean }): ChildProcess;
  /** Runs a script of Node with the app's modules, as its user and in that user's session: as another program would. */
  runScript(script: string): void;
  /** Chromium's sandbox is on: the app runs as an ordinary user. */
  sandbox: boolean;
  /** Electron's folder for this user; the profile is in it. */
  userData: string;
  profile: string;
  /** Where the app lies, a copy of the build. */
  folder: string;
  display: string;
  /** What makes another program part of the same screen and keychain. */
  env: Record<string, string>;
  stop(): Promise<void>;
};

export type RunningApp = {
  app: ElectronApplication;
  pid: number;
  seat: Seat;
  /** The page that now shows that window, or null. */
  pageNow(role: 'entry' | 'desk' | 'countdown'): Page | null;
  /** Quits as a person does; resolves when the process is gone. */
  quit(): Promise<void>;
};

export async function prepareMachine(language: Seat['language'] = 'en'): Promise<Machine> {
  const user = chooseUser();
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-app-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  const userData = join(folder, 'home/user-data');
  const copy = join(folder, 'app');
  mkdirSync(userData, { recursive: true });
  giveTo(user, home);
  copyApp(copy);
  const launcher = launcherFor(user, join(folder, 'electron'));
  const [display, keyring] = await Promise.all([startDisplay(), startKeyring(user)]);
  const env = {
    PATH: process.env.PATH ?? '',
    ...keyring.env,
    DISPLAY: display.name,
    LANG: language === 'ru' ? 'ru_RU.UTF-8' : 'en_US.UTF-8',
  };
  const running = new Set<ChildProcess>();
  const flags = [...(user.sandbox ? [] : ['--no-sandbox']), `--lang=${language}`];

  return {
    sandbox: user.sandbox,
    userData,
    profile: join(userData, 'profile'),
    folder: copy,
    display: display.name,
    env,
    startByHand: (options = {}) => {
      const pipe = options.talks ? 'pipe' : 'ignore';
      const started = spawn(join(launcher, 'electron'), [...flags, ...(options.args ?? []), options.app ?? copy], {
        env: { ...env, CLEANDESK_PROFILE: userData, ...options.env },
        stdio: [pipe, pipe, 'ignore'],
      });
      running.add(started);
      return started;
    },
    runScript: (script) => {
      execFileSync(join(launcher, 'electron'), ['-e', script], {
        cwd: copy,
        env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    },
    launch: async (options = {}) => {
      // Playwright looks for Electron by this variable of its own process.
      process.env.ELECTRON_OVERRIDE_DIST_PATH = launcher;
      const app = await _electron.launch({
        args: [...flags, ...(options.args ?? []), copy],
        env: { ...env, CLEANDESK_PROFILE: userData, ...options.env },
        ...(options.cwd ? { cwd: options.cwd } : {}),
        chromiumSandbox: user.sandbox,
        timeout: 120_000,
      });
      running.add(app.process());
      return describeApp(app, language);
    },
    stop: async () => {
      for (const process of running) process.kill('SIGKILL');
      await sleep(100);
      display.stop();
      keyring.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function describeApp(app: ElectronApplication, language: Seat['language']): RunningApp {
  const program = app.process();
  const pageOf = (role: string) =>
    app.windows().find((page) => !page.isClosed() && page.url().endsWith(`/${role}.html`)) ?? null;
  // A desk's page is loaded, and drawn, before it takes the entry's place.
  const pageNow = (role: string) => (role === 'desk' && pageOf('entry') ? null : pageOf(role));
  return {
    app,
    pid: program.pid ?? -1,
    pageNow,
    seat: {
      language,
      hand: mouse,
      page: async (role) => {
        for (let tries = 0; tries < 1200; tries += 1) {
          const page = pageNow(role);
          if (page) return page;
          await sleep(50);
        }
        const shown = app.windows().find((page) => !page.isClosed());
        throw new Error(`no ${role} window came; on the screen: ${(await shown?.locator('body').innerText()) ?? ''}`);
      },
    },
    quit: async () => {
      if (program.exitCode !== null) return;
      const gone = new Promise<void>((resolve) =>
        program.once('exit', () => {
          resolve();
        }),
      );
      // A moment later, so that this question is answered before the program that answers it ends.
      await app.evaluate((electron) => {
        setTimeout(() => {
          electron.app.quit();
        }, 10);
      });
      await gone;
    },
  };
}
