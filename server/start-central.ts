import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { createApp } from './api/app.ts';
import type { Log } from './api/log.ts';
import { openIdentity } from './identity.ts';
import { openStore } from './store/database.ts';
import { writeFact } from './store/facts.ts';
import { makeToken } from './tokens.ts';

export type CentralOptions = {
  /** Where the database and the keys lie. */
  folder: string;
  host: string;
  port: number;
  /** The address that devices are told; null: host and port as they are. */
  url: string | null;
  allowPreview: boolean;
  version: string;
  now?: () => number;
  /** Where central's own log goes; nowhere, if it is not said. */
  log?: Log;
};

export type Central = {
  url: string;
  /** No device has ever been enrolled. */
  isNew: boolean;
  /** A token that enrols one device: a new one, or the known one that it names. */
  token(device?: string): Promise<string>;
  close(): Promise<void>;
};

/** Starts central and answers when it listens. */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const now = options.now ?? Date.now;
  const identity = await openIdentity(options.folder);
  const store = await openStore(options.folder);
  const { version, allowPreview, log = () => undefined } = options;
  const app = await createApp({ store, identity, version, allowPreview, now, log });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  const url = options.url ?? `https://${nameOf(options.host)}:${port}`;
  // What `npm run central -- token` writes into its tokens.
  await writeFact(store, 'url', url);
  log({ event: 'started' });
  const device = await store.selectFrom('devices').select('id').executeTakeFirst();
  return {
    url,
    isNew: device === undefined,
    token: (device) => makeToken(store, identity, url, now(), device),
    close: async () => {
      await app.close();
      await store.destroy();
      log({ event: 'stopped' });
    },
  };
}

/** What other machines call this one: an address that means "all of mine" is no name. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname();
  return host.includes(':') ? `[${host}]` : host;
}
