import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startCentral } from '../../server/start-central.ts';
import { codeAt } from './code-at.ts';
import { runNode } from './run-node.ts';

type SamplePerson = { username: string; password: string; role: 'lead' | 'operator'; secret: string };

/**
 * What `npm run demo` shows: a central, and a console with a sample team that is enrolled to it, in a throw-away folder.
 * The console is the preview: a sample has no business in this machine's keychain.
 */
const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

// From the very start and for every signal: npm passes on the Ctrl-C that the terminal has already sent.
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    ending.abort();
  });
}

const folder = mkdtempSync(join(tmpdir(), 'cleandesk-demo-'));
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
process.exit(await show());

async function show(): Promise<number> {
  const address = { folder: join(folder, 'central'), host: '127.0.0.1', port: 0, url: null };
  const central = await startCentral({ ...address, allowPreview: true, version });
  try {
    say(
      `Central listens at ${central.url}. Making a sample site …`,
      `Центральный сервер работает: ${central.url}. Создаётся пробная площадка …`,
    );
    const consoleFolder = join(folder, 'console');
    const make = ['build/demo/make-site.ts', consoleFolder, await central.token(), version];
    const made = await runNode(make, ending.signal, 'pipe');
    if (made === null) return ending.signal.aborted ? 0 : 1;
    const people = JSON.parse(made) as SamplePerson[];
    tell(people);
    const lines = createInterface({ input: process.stdin });
    lines.on('line', () => {
      showCodes(people);
    });
    const preview = ['electron/preview/main.ts', '--folder', consoleFolder];
    const shown = await runNode(preview, ending.signal, 'inherit');
    lines.close();
    return shown === null && !ending.signal.aborted ? 1 : 0;
  } finally {
    await central.close();
  }
}

function tell(people: SamplePerson[]): void {
  say(
    '\nSign in as one of these. A code is good once, for about half a minute; Enter shows fresh ones.',
    'Войдите как один из них. Код годится один раз, около полминуты; Enter покажет новые.\n',
  );
  showCodes(people);
  say('\nFor an authenticator app:', 'Для приложения-аутентификатора:');
  for (const { username, secret } of people) console.log(`  ${username.padEnd(6)}  ${secret}`);
  console.log();
}

function showCodes(people: SamplePerson[]): void {
  const roles = { lead: 'team lead, старший смены', operator: 'operator, оператор' };
  for (const { username, password, role, secret } of people) {
    console.log(
      `  ${roles[role].padEnd(24)}  ${username.padEnd(6)}  ${password.padEnd(24)}  ${codeAt(secret, Date.now())}`,
    );
  }
}

/** Whoever tries the product out may read either language, and has chosen none yet. */
function say(english: string, russian: string): void {
  console.log(`${english}\n${russian}`);
}
