import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../../server/api/app.ts';
import { openIdentity } from '../../../server/identity.ts';
import { openStore } from '../../../server/store/database.ts';
import { makeToken } from '../../../server/tokens.ts';
import { createWireDesk, type WireDesk } from '../../support/wire-desk.ts';
import { watchDatabases } from './unchanged.ts';

export type HttpAnswer = { status: number; code: unknown };
export type CentralRig = {
  app: FastifyInstance;
  now(): number;
  /** Called before each try: now and then time goes on by more than a minute, so that no rate limit is met. */
  goOn(): void;
  /** Two devices that central knows, with some events of each. */
  own: WireDesk;
  other: WireDesk;
  port: number;
  /** A token that nobody has spent. */
  unspent: string;
  ask(method: string, path: string, headers: Record<string, string>, body: Uint8Array): Promise<HttpAnswer>;
  changes(): string[];
  stop(): Promise<void>;
};

const eventsEach = 5;
const triesInMinute = 20;

/** Central with its real TLS and routes, and two enrolled devices. */
export async function openCentral(): Promise<CentralRig> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-fuzz-central-'));
  let time = Date.UTC(2026, 9, 5, 8);
  let tries = 0;
  const now = () => time;
  const [identity, store] = [await openIdentity(folder), await openStore(folder)];
  const app = await createApp({ store, identity, version: '0.1.0', allowPreview: false, now, log: () => undefined });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}`;
  const device = async () => {
    const desk = createWireDesk(await makeToken(store, identity, url, now()), now);
    desk.write(eventsEach);
    for (const { status, body } of [await desk.enrol(), await desk.send(0)])
      if (status !== 200) throw new Error(`a good device was refused: ${JSON.stringify(body)}`);
    return desk;
  };
  const [own, other] = [await device(), await device()];
  const unspent = createWireDesk(await makeToken(store, identity, url, now()), now).token.secret;
  const watch = watchDatabases(() => [join(folder, 'central.db')]);
  await watch.settle();
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const ask: CentralRig['ask'] = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const sized = { ...headers, 'content-length': String(body.length) };
      const outgoing = request({ agent, host: '127.0.0.1', port, method, path, headers: sized });
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, code: codeOf(Buffer.concat(chunks)) });
        });
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // Central has closed a connection that was kept for the next request, before that has reached it.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(ask(method, path, headers, body));
        else reject(error);
      });
      outgoing.end(body);
    });
  return {
    ...{ app, now, own, other, unspent, changes: watch.changes, port },
    goOn: () => {
      tries += 1;
      if (tries % triesInMinute === 0) time += 61_000;
    },
    ask,
    stop: async () => {
      agent.destroy();
      watch.end();
      await app.close();
      await store.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function codeOf(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString('utf8')) as { code?: unknown }).code;
  } catch {
    return undefined;
  }
}
