import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** `npm run dev`: the preview over the renderer's sources, with hot reload. */
const args = ['--disable-warning=ExperimentalWarning', 'electron/preview/main.ts', '--dev', ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: resolve(import.meta.dirname, '..'), stdio: 'inherit' });
child.once('exit', (code) => {
  process.exitCode = code ?? 0;
});
