import { spawnSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who the app runs as in tests: an ordinary user with Chromium's sandbox on. A test started by root steps down to
 * `nobody` where the kernel lets that user make namespaces, which the sandbox needs; else there is no sandbox.
 */
export type AppUser = { sandbox: boolean; uid: number; gid: number; stepsDown: boolean };

export function chooseUser(): AppUser {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { sandbox: canMakeNamespaces([]), uid, gid, stepsDown: false };
  const nobody = { uid: idOf('-u'), gid: idOf('-g') };
  const asNobody = stepDown(nobody);
  return canMakeNamespaces(asNobody)
    ? { ...nobody, sandbox: true, stepsDown: true }
    : { uid, gid, sandbox: false, stepsDown: false };
}

/** What is written before a command so that it runs as that user. */
export function stepDown({ uid, gid }: { uid: number; gid: number }): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

function canMakeNamespaces(before: string[]): boolean {
  const [program = 'unshare', ...rest] = [...before, 'unshare', '-Ur', 'true'];
  return spawnSync(program, rest, { stdio: 'ignore' }).status === 0;
}

function idOf(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
}

/** Gives a folder and all that is in it to the user. */
export function giveTo({ uid, gid }: AppUser, folder: string): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}
