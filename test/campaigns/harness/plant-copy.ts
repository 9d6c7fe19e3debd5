import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Plant } from './campaign.ts';

const root = resolve(import.meta.dirname, '../../..');
const sources = ['electron', 'renderer', 'shared', 'server', 'test', 'build'];
const files = ['package.json', 'tsconfig.json', 'electron.vite.config.ts', 'docs/what-cannot-be-seen.md'];

/** The sources once more, with one fault in them. @throws when the plant does not fit the sources, or does not build. */
export function plantCopy({ says, changes, built }: Plant): { folder: string; remove(): void } {
  const around = mkdtempSync(join(tmpdir(), 'cleandesk-plant-'));
  const folder = join(around, 'main');
  const remove = () => {
    rmSync(around, { recursive: true, force: true });
  };
  try {
    // Where this is root, the console and its keychain run as another user, who must find them there.
    chmodSync(around, 0o755);
    mkdirSync(folder);
    // What the tests of the console use beside the repository lies beside its copy too.
    symlinkSync(join(root, '../shared'), join(around, 'shared'));
    for (const name of [...sources, ...files]) cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, find, replace } of changes) {
      const text = readFileSync(join(folder, file), 'utf8');
      const times = text.split(find).length - 1;
      if (times !== 1) throw new Error(`“${says}”: ${file} holds ${times} times what is to be replaced:\n${find}`);
      writeFileSync(
        join(folder, file),
        text.replace(find, () => replace),
      );
    }
    if (built) build(folder);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function build(folder: string): void {
  const vite = join(root, 'node_modules/.bin/electron-vite');
  const { status, stderr } = spawnSync(vite, ['build', '--logLevel', 'error'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the copy does not build:\n${stderr}`);
}
