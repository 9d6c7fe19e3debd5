import type { AddressInfo } from 'node:net';
import { createApp } from './api/app.ts';
import { openIdentity } from './identity.ts';
import { openStore } from './store/database.ts';
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
};

export type Central = {
  url: string;
  /** No device has ever been enrolled. */
  isNew: boolean;
  /** A token that enrols one device. */
  token(): Promise<string>;
  close(): Promise<void>;
};

/** Starts central and answers when it listens. */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const now = options.now ?? Date.now;
  const identity = await openIdentity(options.folder);
  const store = await openStore(options.folder);
  const { version, allowPreview } = options;
  const app = await createApp({ store, identity, version, allowPreview, now });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  const url = options.url ?? `https://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const device = await store.selectFrom('devices').select('id').executeTakeFirst();
  return {
    url,
    isNew: device === undefined,
    token: () => makeToken(store, identity, url, now()),
    close: async () => {
      await app.close();
      await store.destroy();
    },
  };
}
