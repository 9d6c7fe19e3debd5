import { connect } from 'node:net';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { devPages } from '../../electron/preview/dev-pages.ts';
import { freePort } from '../support/free-port.ts';

const answers = (host: string, port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => {
      done(false);
    });
  });

// Linux has a whole network of addresses that are this machine; whoever listens at all of them answers at each.
it.skipIf(process.platform !== 'linux')(
  'the dev server’s hot reload listens to this machine at one address',
  async () => {
    const port = await freePort();
    const pages = await devPages(resolve(import.meta.dirname, '../../renderer'), port);
    try {
      await expect.poll(() => answers('127.0.0.1', port)).toBe(true);
      expect(await answers('127.0.0.2', port)).toBe(false);
    } finally {
      await pages.close();
    }
  },
);
