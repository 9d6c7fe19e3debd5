import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf } from '../support/app-processes.ts';
import { prepareMachine, type Machine, type RunningApp } from '../support/electron-app.ts';
import { wordsOf } from '../support/seat.ts';

/** A machine that keeps core files, as many a developer's does. */
let machine: Machine;
let running: RunningApp;

beforeAll(async () => {
  execFileSync('prlimit', ['--core=unlimited:', '--pid', String(process.pid)]);
  machine = await prepareMachine();
  running = await machine.launch({ cwd: machine.userData });
  await entry();
});
afterAll(() => machine.stop());

const entry = async () =>
  (await running.seat.page('entry')).getByText(wordsOf(running.seat).setUp.siteLanguage).first().waitFor();

test('no process of the program leaves a core file or a dump, whichever crashes', async () => {
  // Where the kernel writes a core beside the program, the crash of another program shows that it does so here.
  if (readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim() === 'core') {
    spawnSync('sh', ['-c', 'kill -ABRT $$'], { cwd: machine.userData });
    expect(crashFiles()).toHaveLength(1);
    for (const file of crashFiles()) rmSync(file);
  }
  const pids = [running.pid, ...(await processesOf(running.app)).all];
  expect(pids.length).toBeGreaterThan(3);
  await expect.poll(() => new Set(pids.map(coreLimit))).toEqual(new Set(['1']));
  const gone = once(running.app.process(), 'exit');
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.forcefullyCrashRenderer();
    // A moment later, so that this question is answered before the program that answers it ends.
    setTimeout(process.crash, 100);
  });
  await gone;
  expect(crashFiles()).toEqual([]);
});

const coreLimit = (pid: number) => /Max core file size +(\S+)/.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1];

/** Cores, and the dumps that a crash reporter would keep, with the program's own files. */
const crashFiles = () =>
  readdirSync(machine.userData, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)core(\.\d+)?$|\.(dmp|mdmp)$/.test(file))
    .map((file) => join(machine.userData, file));
