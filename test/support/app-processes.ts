import { readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright';

/** The processes of a running app that may know a secret, by what Electron says of its own. */
export type AppProcesses = { vaults: number[]; gates: number[]; renderers: number[]; all: number[] };

export async function processesOf(app: ElectronApplication): Promise<AppProcesses> {
  const metrics = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name: name ?? '' })),
  );
  const pids = (wanted: (metric: { type: string; name: string }) => boolean) =>
    metrics.filter(wanted).map(({ pid }) => pid);
  return {
    vaults: pids(({ name }) => name === 'Cleandesk vault'),
    gates: pids(({ name }) => name === 'Cleandesk gate'),
    renderers: pids(({ type }) => type === 'Tab'),
    all: pids(() => true),
  };
}

/** When a process began, in ticks since the machine's start: a number that is given to another one begins later. */
export function startOf(pid: number): string | null {
  try {
    // The first behind the name, which may hold anything, is the third of all, and this the twenty-second (proc_pid_stat(5)).
    return /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Ended, or dead and only waiting to be asked by a parent how: on some machines nobody asks for an orphan. */
export function isGone(pid: number): boolean {
  try {
    // The name in brackets may hold anything (proc_pid_stat(5)).
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
