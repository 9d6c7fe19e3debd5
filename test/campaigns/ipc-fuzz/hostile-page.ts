import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import type { Port } from '../../../shared/port.ts';

type Reply = { ok: boolean; code?: string; value?: unknown };
type Wire = {
  id?: number;
  reply?: Reply;
  open?: number;
  kind?: string;
  port?: number;
  post?: unknown;
  close?: true;
  go?: string;
};

/** The longest message that the bridge takes, in bytes (electron/preview/web-server.ts). */
export const longestMessage = 1024 * 1024;

/** What a tab of the preview has that was let in: its cookie, and the bearer that opens the bridge. */
export type Entry = { cookie: string; bearer: string };

/** A page of ours that somebody broke into: the right origin and all secrets, and says what it likes. */
export type HostilePage = {
  /** One well-shaped call; the body is what it likes. */
  call(name: string, body: unknown): Promise<Reply>;
  /** Anything on the wire. */
  sendRaw(data: string | Buffer): void;
  /** The port of that kind that comes next, or came and was not taken. */
  port(kind: string): Promise<Port>;
  closed(): boolean;
  close(): void;
};

/** Spends the one-time secret of the printed link. */
export async function enter(link: string): Promise<Entry> {
  const { host, hash } = new URL(link);
  const body = JSON.stringify({ secret: hash.slice(1), bearer: null });
  const headers = { origin: `http://${host}`, 'content-type': 'application/json' };
  const outgoing = request(`http://${host}/session`, { method: 'POST', headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  const cookie = incoming.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return { cookie, bearer: (JSON.parse(text) as { bearer: string }).bearer };
}

/** Opens the bridge as a window of that role. */
export async function openPage(link: string, { cookie, bearer }: Entry, role: string): Promise<HostilePage> {
  const { host } = new URL(link);
  const headers = { cookie, origin: `http://${host}` };
  const socket = new WebSocket(`ws://${host}/bridge?role=${role}`, ['cleandesk', bearer], { headers });
  // A message that is too long ends it: `closed` tells, and so does each port.
  socket.on('error', () => undefined);
  const waiting = new Map<number, (reply: Reply) => void>();
  const ports = new Map<number, { listeners: ((message: unknown) => void)[]; closers: (() => void)[] }>();
  const untaken: { kind: string; port: Port }[] = [];
  const takers: { kind: string; take: (port: Port) => void }[] = [];
  let next = 0;
  const send = (message: unknown) => {
    socket.send(JSON.stringify(message));
  };
  const openPort = (number: number): Port => {
    const state = { listeners: [] as ((message: unknown) => void)[], closers: [] as (() => void)[] };
    ports.set(number, state);
    return {
      post: (post) => {
        send({ port: number, post });
      },
      onMessage: (listener) => state.listeners.push(listener),
      onClose: (listener) => state.closers.push(listener),
      close: () => {
        send({ port: number, close: true });
      },
    };
  };
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Wire;
    if (message.reply && message.id !== undefined) {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
    } else if (message.open !== undefined) {
      const kind = message.kind ?? '';
      const port = openPort(message.open);
      const at = takers.findIndex((taker) => taker.kind === kind);
      if (at === -1) untaken.push({ kind, port });
      else takers.splice(at, 1)[0]?.take(port);
    } else if (message.port !== undefined) {
      const port = ports.get(message.port);
      if (message.close) for (const closer of port?.closers ?? []) closer();
      else for (const listener of port?.listeners ?? []) listener(message.post);
    }
  });
  socket.on('close', () => {
    for (const resolve of waiting.values()) resolve({ ok: false, code: 'closed' });
    waiting.clear();
    for (const { closers } of ports.values()) for (const closer of closers) closer();
  });
  await once(socket, 'open');
  return {
    call: (name, body) =>
      new Promise((resolve) => {
        const id = next++;
        waiting.set(id, resolve);
        send({ id, name, body });
      }),
    sendRaw: (data) => {
      socket.send(data);
    },
    port: (kind) =>
      new Promise((resolve) => {
        const at = untaken.findIndex((one) => one.kind === kind);
        const [found] = at === -1 ? [] : untaken.splice(at, 1);
        if (found) resolve(found.port);
        else takers.push({ kind, take: resolve });
      }),
    closed: () => socket.readyState > socket.OPEN,
    close: () => {
      socket.terminate();
    },
  };
}
