import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printStatus, printToken, serve, writeExport } from './commands.ts';

const usage = `usage: npm run central                   starts central
       npm run central -- token          prints a token that enrols one device
       npm run central -- token --device ID   one for a device that is known, and comes with a new chain
       npm run central -- export FILE    writes everything that central holds; npm run verify -- FILE proves it
       npm run central -- status         what central holds

options (or the environment):
  --data FOLDER    CLEANDESK_CENTRAL_DATA   database and keys
  --host ADDRESS   CLEANDESK_CENTRAL_HOST   where to listen (127.0.0.1)
  --port NUMBER    CLEANDESK_CENTRAL_PORT   (8443)
  --url URL        CLEANDESK_CENTRAL_URL    the address that devices are told (https://host:port)
  --allow-preview  CLEANDESK_CENTRAL_ALLOW_PREVIEW=1   takes previews too, whose keys lie in a file
`;

const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};

// Database, keys and exports are for central's own user.
process.umask(0o077);
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
      'allow-preview': { type: 'boolean', default: env.CLEANDESK_CENTRAL_ALLOW_PREVIEW === '1' },
      device: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
  const folder = resolve(values.data);
  const url = values.url ?? null;
  const allowPreview = values['allow-preview'];
  const [command = 'serve', file] = positionals;
  if (values.help) process.stdout.write(usage);
  else if (command === 'serve') await serve({ folder, host: values.host, port, url, allowPreview, version });
  else if (command === 'token') {
    await printToken(folder, url, `https://${values.host}:${port}`, values.device ?? null);
  } else if (command === 'status') await printStatus(folder);
  else if (command === 'export' && file !== undefined) await writeExport(folder, resolve(file), version);
  else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
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
