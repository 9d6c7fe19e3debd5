import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { isGone, parentOf } from '../../support/process-stat.ts';
import { now } from './probed-app.ts';

/** A process and everything that it or its children started. Linux alone. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(Number(entry));
    if (parent !== null) parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)]);
  }
  const found = [root];
  // Grows while it is walked.
  for (const pid of found) found.push(...(parents.get(pid) ?? []));
  return found;
}

/** Memory of these processes in MiB, what they share counted once (proportional set size). */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (existsSync(`/proc/${pid}`) ? proportional(pid) : 0), 0) / 1024;
}

function proportional(pid: number): number {
  const [, kilobytes = ''] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kilobytes);
}

/** Whether a process has a file open whose path holds this. */
export function hasOpen(pid: number, part: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((fd) => readlinkSync(`${folder}/${fd}`).includes(part));
  } catch {
    return false;
  }
}

/** Resolves at the moment at which the last of these processes has ended, by the clock of `now`. */
export async function whenEnded(pids: readonly number[]): Promise<number> {
  while (!pids.every(isGone)) await setImmediate();
  return now();
}
