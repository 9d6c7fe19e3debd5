import { readFileSync } from 'node:fs';

/**
 * What Linux says of a process (proc_pid_stat(5)), from the third field on: the second is its name, which may hold
 * anything. @returns null when it has ended and was collected
 */
function statOf(pid: number): string[] | null {
  try {
    return /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]?.split(' ') ?? null;
  } catch {
    return null;
  }
}

/** Ended, or dead and only waiting to be asked by a parent how: on some machines nobody asks for an orphan. */
export function isGone(pid: number): boolean {
  const [state = 'X'] = statOf(pid) ?? [];
  return state === 'Z' || state === 'X';
}

/** The process that has started it, or has it in its place; null: it has ended. */
export function parentOf(pid: number): number | null {
  const stat = statOf(pid);
  return stat && Number(stat[1]);
}

/** When a process began, in ticks since the machine's start: a number that is given to another one begins later. */
export const startOf = (pid: number): string | null => statOf(pid)?.[19] ?? null;
