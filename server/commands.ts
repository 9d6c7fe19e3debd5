import { open, unlink } from 'node:fs/promises';
import { oneLine } from '../shared/one-line.ts';
import { jsonLog } from './api/log.ts';
import { exportLog } from './export.ts';
import { openIdentity } from './identity.ts';
import { logSize, rootAt } from './log/tree.ts';
import type { CentralOptions } from './start-central.ts';
import { hasStore, openStore, type Store } from './store/database.ts';
import { readFact } from './store/facts.ts';
import { makeToken } from './tokens.ts';

const linesAtOnce = 1000;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs central until it is told to stop. Its log goes to standard error; what a person must read, to standard output. */
export async function serve(options: Omit<CentralOptions, 'now' | 'log'>): Promise<void> {
  const log = jsonLog((line) => process.stderr.write(line), Date.now);
  const { startCentral } = await import('./start-central.ts');
  const central = await startCentral({ ...options, log });
  say(`Central listens at ${central.url}; its data lie in ${options.folder}`);
  if (central.isNew) {
    say(
      `No desk is enrolled yet. This token enrols one, within 7 days. At the desk, a team lead pastes it under\n` +
        `Settings, Central server:\n\n${await central.token()}\n\nMore tokens: npm run central -- token`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void central.close());
}

/**
 * @param url the address to write into the token; null: the one at which central was last started.
 * @param device a device that central knows, whose new chain the token is for.
 */
export async function printToken(
  folder: string,
  url: string | null,
  otherwise: string,
  device: string | null,
): Promise<void> {
  await withStore(folder, async (store) => {
    const address = url ?? (await readFact(store, 'url')) ?? otherwise;
    const known =
      device && (await store.selectFrom('devices').select('id').where('id', '=', device).executeTakeFirst());
    if (known === undefined) throw new Error(`central knows no device ${device}; npm run central -- status lists them`);
    say(await makeToken(store, await openIdentity(folder), address, Date.now(), device));
  });
}

export async function printStatus(folder: string): Promise<void> {
  await withStore(folder, async (store) => {
    const devices = await store.selectFrom('devices').selectAll().orderBy('enrolled_at').execute();
    const chains = await store.selectFrom('chains').selectAll().orderBy('enrolled_at').execute();
    const size = await logSize(store);
    say(
      `${size} events of ${devices.length} devices; the log’s hash begins with ${(await rootAt(store, size)).slice(0, 16)}`,
    );
    for (const device of devices) {
      const succeeds = device.succeeds === null ? '' : `, in the place of ${device.succeeds}`;
      say(`${device.id}  ${device.kind} ${oneLine(device.version)}  ${oneLine(device.site)}${succeeds}`);
      for (const chain of chains.filter((each) => each.device === device.id)) {
        const frozen = chain.state === 'frozen' ? `, two different events for number ${chain.conflict_seq}` : '';
        say(`  chain ${chain.id}  up to ${chain.seq}, ${chain.state}${frozen}`);
        say(`    key ${chain.public_key}`);
      }
    }
  });
}

/** Also while central runs: what is written is what it held at one moment. A file that did not become whole is removed. */
export async function writeExport(folder: string, file: string, version: string): Promise<void> {
  await withStore(folder, async (store) => {
    const output = await open(file, 'wx', 0o600);
    try {
      let waiting: Uint8Array[] = [];
      const flush = async () => {
        const bytes = Buffer.concat(waiting);
        waiting = [];
        await output.writeFile(bytes);
      };
      const { chains, events } = await exportLog(store, version, Date.now(), async (bytes) => {
        waiting.push(bytes);
        if (waiting.length >= linesAtOnce) await flush();
      });
      await flush();
      await output.sync();
      say(`${events} events of ${chains} chains written to ${file}`);
    } catch (error) {
      await unlink(file);
      throw error;
    } finally {
      await output.close();
    }
  });
}

async function withStore(folder: string, work: (store: Store) => Promise<void>): Promise<void> {
  if (!hasStore(folder)) throw new Error(`no central has been started on ${folder}; name its folder with --data`);
  const store = await openStore(folder);
  try {
    await work(store);
  } finally {
    await store.destroy();
  }
}
