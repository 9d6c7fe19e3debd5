import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { startCentral } from '../server/start-central.ts';
import { codeAt } from './demo/code-at.ts';
import { ensureBuilt } from './ensure-built.ts';

type SamplePerson = { name: string; username: string; password: string; role: string; secret: string };

/**
 * `npm run demo`: a central, and a console with a sample team that is enrolled to it, in a throw-away folder. The
 * console is the preview: a sample has no business in this machine's keychain.
 */
const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
if (!ensureBuilt()) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'cleandesk-demo-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
const address = { folder: join(folder, 'central'), host: '127.0.0.1', port: 0, url: null };
const central = await startCentral({ ...address, allowPreview: true, version });
console.log(`Central listens at ${central.url}. Making a sample site …`);

const consoleFolder = join(folder, 'console');
const make = [join(root, 'build/demo/make-site.ts'), consoleFolder, await central.token(), version];
const { stdout } = await promisify(execFile)(process.execPath, make);
const people = JSON.parse(stdout) as SamplePerson[];

console.log('\nSign in as one of these. A code is good once, for about half a minute; Enter shows fresh ones.\n');
showCodes();
console.log(
  `\nFor an authenticator app: ${people.map(({ username, secret }) => `${username} ${secret}`).join(', ')}\n`,
);

const desk = spawn(process.execPath, ['electron/preview/main.ts', '--folder', consoleFolder], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
const lines = createInterface({ input: process.stdin });
lines.on('line', showCodes);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => desk.kill(signal));
desk.once('exit', (code) => {
  lines.close();
  void central.close().then(() => process.exit(code ?? 0));
});

function showCodes(): void {
  for (const { username, password, role, secret } of people) {
    const code = codeAt(secret, Date.now());
    console.log(`  ${role.padEnd(8)}  ${username.padEnd(6)}  ${password}  ${code}`);
  }
}
