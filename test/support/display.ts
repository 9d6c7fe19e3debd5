import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Display = { name: string; stop(): void };

/** A screen of its own in memory (Xvfb), so that windows, keys and idle time of tests do not meet. */
export async function startDisplay(size = '1366x768'): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const answer = server.stdio[3];
  if (!answer) throw new Error('Xvfb has no pipe to say its display on');
  const [number] = (await once(answer, 'data')) as [Buffer];
  return {
    name: `:${number.toString().trim()}`,
    stop: () => {
      server.kill('SIGKILL');
    },
  };
}
