import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { linkPage } from '../../electron/preview/page-link.ts';
import { openPipe, hold } from '../../electron/preview/pipes.ts';
import { ok } from '../../shared/result.ts';

function page() {
  const socket = Object.assign(new EventEmitter(), { readyState: 1, OPEN: 1, send: () => undefined });
  const seen = { malformed: [] as string[], routed: 0, posted: 0 };
  const route = () => {
    seen.routed += 1;
    return Promise.resolve(ok(null));
  };
  const watch = { malformed: (name: string) => seen.malformed.push(name), closed: () => undefined };
  const link = linkPage(socket as unknown as WebSocket, 'desk', route, watch);
  const [end, other] = openPipe();
  hold(other, { post: () => (seen.posted += 1), closed: () => undefined });
  link.deliver('vault', end);
  return { seen, says: (text: string) => socket.emit('message', Buffer.from(text), false) };
}

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => '{"in":'.repeat(levels) + '1' + '}'.repeat(levels);

it.each([
  ['lists', lists],
  ['objects', objects],
])('what a page says in more levels than a child’s wire can carry is counted and goes nowhere: %s', (_name, nested) => {
  const { seen, says } = page();
  for (const levels of [1001, 5000, 50_000]) {
    says(`{"port":1,"post":${nested(levels)}}`);
    says(`{"id":1,"name":"state","body":${nested(levels)}}`);
  }
  expect(seen).toEqual({ malformed: Array(6).fill('frame'), routed: 0, posted: 0 });
  says(`{"port":1,"post":${nested(900)}}`);
  says(`{"id":1,"name":"state","body":${nested(900)}}`);
  expect(seen).toEqual({ malformed: Array(6).fill('frame'), routed: 1, posted: 1 });
});
