import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const sources = ['electron', 'renderer', 'shared', 'package.json', 'electron.vite.config.ts'];

/** Builds the console when there is no build or a source is newer than it. @returns false when the build failed. */
export function ensureBuilt(): boolean {
  const built = join(root, 'out/main/main.js');
  const newest = Math.max(...sources.map((name) => newestIn(join(root, name))));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return true;
  console.log('Building the console …\nКонсоль собирается …');
  return spawnSync('electron-vite', ['build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' }).status === 0;
}

function newestIn(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
