import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportLog } from './export.ts';
import { openIdentity } from './identity.ts';
import { logSize } from './log/tree.ts';
import { startCentral } from './start-central.ts';
import { openStore } from './store/database.ts';
import { makeToken } from './tokens.ts';

const usage = `usage: npm run central                   starts central
       npm run central -- token          prints a token that enrols one device
       npm run central -- export FILE    writes everything that central holds; npm run verify -- FILE proves it
       npm run central -- status         what central holds

options (or the environment):
  --data FOLDER    CLEANDESK_CENTRAL_DATA   database and keys
  --host ADDRESS   CLEANDESK_CENTRAL_HOST   where to listen (127.0.0.1)
  --port NUMBER    CLEANDESK_CENTRAL_PORT   (8443)
  --url URL        CLEANDESK_CENTRAL_URL    the address that devices are told (https://host:port)
  --allow-preview                           takes previews too, whose keys lie in a file
`;

const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};

try {
  await run();
} catch (error) {
  process.stderr.write(`central: ${explain(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { env } = process;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: env.CLEANDESK_CENTRAL_DATA ?? defaultFolder() },
      host: { type: 'string', default: env.CLEANDESK_CENTRAL_HOST ?? '127.0.0.1' },
      port: { type: 'string', default: env.CLEANDESK_CENTRAL_PORT ?? '8443' },
      url: { type: 'string', ...(env.CLEANDESK_CENTRAL_URL ? { default: env.CLEANDESK_CENTRAL_URL } : {}) },
      'allow-preview': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
  const folder = resolve(values.data);
  const url = values.url ?? `https://${values.host}:${port}`;
  const [command = 'serve', file] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (command === 'serve') await serve({ ...values, folder, port, url: values.url ?? null });
  else if (command === 'token') await printToken(folder, url);
  else if (command === 'status') await printStatus(folder);
  else if (command === 'export' && file !== undefined) await writeExport(folder, resolve(file));
  else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
}

async function serve(options: {
  folder: string;
  host: string;
  port: number;
  url: string | null;
  'allow-preview': boolean;
}): Promise<void> {
  const central = await startCentral({ ...options, allowPreview: options['allow-preview'], version });
  process.stdout.write(`Central listens at ${central.url}; its data lie in ${options.folder}\n`);
  if (central.isNew) {
    process.stdout.write(
      `No desk is enrolled yet. This token enrols one, within 7 days. At the desk, a team lead pastes it under\n` +
        `Settings, Central server:\n\n${await central.token()}\n\nMore tokens: npm run central -- token\n`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void central.close());
}

async function printToken(folder: string, url: string): Promise<void> {
  const store = await openStore(folder);
  process.stdout.write(`${await makeToken(store, await openIdentity(folder), url, Date.now())}\n`);
  await store.destroy();
}

async function printStatus(folder: string): Promise<void> {
  const store = await openStore(folder);
  const devices = await store.selectFrom('devices').selectAll().orderBy('enrolled_at').execute();
  const chains = await store.selectFrom('chains').selectAll().orderBy('enrolled_at').execute();
  process.stdout.write(`${await logSize(store)} events of ${devices.length} devices\n`);
  for (const device of devices) {
    process.stdout.write(`${device.id}  ${device.kind} ${device.version}  ${device.site}\n`);
    for (const chain of chains.filter((each) => each.device === device.id)) {
      const frozen = chain.state === 'frozen' ? `, two different events for number ${String(chain.conflict_seq)}` : '';
      process.stdout.write(`  chain ${chain.id}  up to ${chain.seq}, ${chain.state}${frozen}\n`);
    }
  }
  await store.destroy();
}

async function writeExport(folder: string, file: string): Promise<void> {
  const store = await openStore(folder);
  const output = await open(file, 'wx', 0o600);
  const { chains, events } = await exportLog(store, version, Date.now(), async (bytes) => {
    await output.write(bytes);
  });
  await output.sync();
  await output.close();
  await store.destroy();
  process.stdout.write(`${events} events of ${chains} chains written to ${file}\n`);
}

function defaultFolder(): string {
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'cleandesk-central');
}

/** What happened, in words that IT can act on. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'another program listens on that port; choose one with --port';
  if (code === 'EACCES') return `no permission: ${message}`;
  if (code === 'EEXIST') return 'that file exists already; choose another name';
  return message;
}
