import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasOpen, processTree } from '../../bench/harness/process-tree.ts';
import { isGone } from '../../support/process-stat.ts';

/** A process of the app. `kind` is Chromium's type, `main` for the program itself, and for gate and vault what they are. */
export type AppProcess = { pid: number; kind: string };

/** Every process that belongs to an app: its programs and all that they started. */
export function appProcesses(programs: readonly number[]): AppProcess[] {
  const pids = [...new Set(programs.flatMap(processTree))].filter((pid) => !isGone(pid));
  return pids.map((pid) => ({ pid, kind: programs.includes(pid) ? 'main' : kindOf(pid) }));
}

/**
 * Stops processes, reads, and lets them go on: what one passes to another meanwhile cannot slip through between two
 * readings.
 */
export async function whileStopped<Value>(
  list: () => AppProcess[],
  look: (processes: AppProcess[]) => Value,
): Promise<Value> {
  const stopped = new Set<number>();
  try {
    // A process that is being started while others are stopped is found in the next turn.
    for (;;) {
      const fresh = list().filter(({ pid }) => !stopped.has(pid));
      if (fresh.length === 0) break;
      for (const { pid } of fresh) {
        signal(pid, 'SIGSTOP');
        stopped.add(pid);
      }
      await sleep(1);
    }
    return look(list());
  } finally {
    for (const pid of stopped) signal(pid, 'SIGCONT');
  }
}

/** Nothing where that process has ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

function kindOf(pid: number): string {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const type = /--type=(\S+)/.exec(command)?.[1] ?? 'other';
    if (!command.includes('node.mojom.NodeService')) return type;
    return hasOpen(pid, '/vaults/') ? 'vault' : 'gate';
  } catch {
    return 'other';
  }
}
