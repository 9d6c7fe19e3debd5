import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stepDown, type AppUser } from './ordinary-user.ts';

export type Keyring = { env: Record<string, string>; stop(): void };

const session = resolve(import.meta.dirname, '../../../shared/keyring-session');
const handedOn = /^(HOME|DBUS_SESSION_BUS_ADDRESS|XDG_RUNTIME_DIR|XDG_DATA_HOME|XDG_CONFIG_HOME)=/;

/**
 * A real gnome-keyring on a D-Bus session of its own, as that user. It outlives the app, so that a restarted app finds
 * its items again. `env` is what makes a program part of that session.
 */
export async function startKeyring(user: AppUser): Promise<Keyring> {
  const command = [...(user.stepsDown ? stepDown(user) : []), session, 'sh', '-c', 'env; echo READY; exec sleep 86400'];
  const [program = session, ...rest] = command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let said = '';
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(part);
    if (said.includes('READY\n')) break;
  }
  if (!said.includes('READY\n')) throw new Error(`no keychain: ${session} ended`);
  const lines = said.split('\n').filter((line) => handedOn.test(line));
  const env = Object.fromEntries(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return {
    env,
    stop: () => {
      // The session is a process group of its own: bus, keyring and shell end together, and cannot tidy up any more.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      if (env.HOME) rmSync(dirname(env.HOME), { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
