import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/**
 * Has Linux keep no core file of any process of this program, also of one that starts later, because each takes its
 * limit from the one that starts it (design, section 5: crash files hold nothing of a note). Neither Electron nor Node
 * has a call for it, so `prlimit` of util-linux does it from outside; where that is missing, the system's own limit stays.
 * One byte is too little for a file and, unlike 0, also the kernel's word for handing nothing to a program that collects
 * cores. Windows and macOS write such files only where somebody has set the machine up for it.
 * @param main pid of the browser process. To be called when its first page is there, and with it Chromium's zygotes.
 */
export async function closeCoreFiles(main: number, platform = process.platform): Promise<void> {
  if (platform !== 'linux') return;
  const limited = new Set<number>();
  for (;;) {
    // Again, for one that was started while those that start others had the old limit.
    const pids = (await withDescendants(main)).filter((pid) => !limited.has(pid));
    if (pids.length === 0) return;
    await limit(pids);
    for (const pid of pids) limited.add(pid);
  }
}

function limit(pids: readonly number[]): Promise<void> {
  const script = 'for pid; do prlimit --core=1:1 --pid "$pid"; done';
  const shell = spawn('/bin/sh', ['-c', script, 'sh', ...pids.map(String)], { stdio: 'ignore' });
  return new Promise((resolve) => {
    shell.once('error', () => {
      resolve();
    });
    shell.once('exit', () => {
      resolve();
    });
  });
}

async function withDescendants(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // A process that has ended meanwhile has no file any more.
    const stat = await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '');
    // The second field is the program's name in brackets and may hold spaces and brackets.
    const parent = /^\S+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}
