import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Runs one of our scripts to its very end, which `ending` brings about early: what it writes into a folder is written
 * when this resolves. @returns what it printed, or null where it did not end well.
 */
export function runNode(args: string[], ending: AbortSignal, output: 'pipe' | 'inherit'): Promise<string | null> {
  if (ending.aborted) return Promise.resolve(null);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: ['ignore', output, 'inherit'],
  });
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const end = () => child.kill('SIGTERM');
  ending.addEventListener('abort', end);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      ending.removeEventListener('abort', end);
      resolve(code === 0 ? printed : null);
    });
  });
}
