import { request } from 'node:http';
import WebSocket from 'ws';
import { fromPage } from '../../../electron/preview/page-wire.ts';
import { parseJson } from '../../../shared/json.ts';
import type { Random } from '../harness/random.ts';
import type { ConsoleRig } from './console-rig.ts';
import { fits, isRefusal, judge, type Door } from './door.ts';
import { longestMessage, type HostilePage } from './hostile-page.ts';
import { drawHostile, spoil } from './spoil.ts';

/** The preview's own door: who has no secret, who has only the cookie, and a page whose frames are none. */
export function previewDoors(rig: () => Promise<ConsoleRig>): Door[] {
  let page: HostilePage | null = null;
  const framesOf = async () => {
    if (!page || page.closed()) page = await (await rig()).page('entry');
    return page;
  };
  return [
    {
      name: 'the preview: pages',
      knock: async (random, count) => {
        const console = await rig();
        count('to the preview');
        const tried = drawRequest(console, random);
        const status = await askPreview(console, tried);
        return judge('the preview', tried, status === 403 || status === 404 ? null : status, console.changes());
      },
    },
    {
      name: 'the preview: bridge',
      knock: async (random, count) => {
        const console = await rig();
        count('to the preview');
        const tried = drawUpgrade(console, random);
        const opened = await dial(console, tried);
        return judge('the preview’s bridge', tried, opened ? 'an open bridge' : null, console.changes());
      },
    },
    {
      name: 'the preview: frames',
      knock: async (random, count) => {
        const data = drawFrame(random);
        if (typeof data === 'string' && fits(fromPage, parseJson(data))) return [];
        count('to the preview');
        const console = await rig();
        const open = await framesOf();
        open.sendRaw(data);
        // The same page goes on, or it is cut off; either way another one finds everything as it was.
        const reply = await open.call('no such request', {});
        const refused = isRefusal(reply, ['malformed', 'closed']);
        return judge('the preview’s bridge', String(data).slice(0, 200), refused ? null : reply, console.changes());
      },
    },
  ];
}

type Asked = { method: string; path: string; headers: Record<string, string>; body: string };

/** What nobody may have who has no cookie, or has it and asks for what is no page. */
function drawRequest({ url, entry }: ConsoleRig, random: Random): Asked {
  const { host, hash } = new URL(url);
  const own = { host, origin: `http://${host}` };
  const spent = JSON.stringify({ secret: hash.slice(1), bearer: null });
  const json = { 'content-type': 'application/json' };
  return random.pick([
    (): Asked => ({
      method: 'GET',
      path: random.pick(['/entry.html', '/desk.html', '/assets/x.js']),
      headers: own,
      body: '',
    }),
    (): Asked => ({ method: 'GET', path: '/', headers: { host: 'evil.example', cookie: entry.cookie }, body: '' }),
    (): Asked => ({ method: 'GET', path: '/', headers: { ...own, origin: 'http://evil.example' }, body: '' }),
    (): Asked => ({ method: 'GET', path: drawPath(random), headers: { ...own, cookie: entry.cookie }, body: '' }),
    (): Asked => ({
      method: random.pick(['PUT', 'DELETE', 'PATCH']),
      path: '/entry.html',
      headers: { ...own, cookie: entry.cookie },
      body: '{}',
    }),
    (): Asked => ({ method: 'POST', path: '/session', headers: { ...own, ...json }, body: spent }),
    (): Asked => ({
      method: 'POST',
      path: '/session',
      headers: { ...own, ...json, cookie: entry.cookie },
      body: spent,
    }),
    (): Asked => ({
      method: 'POST',
      path: '/session',
      headers: { ...own, ...json },
      body: spoiledExchange(entry.bearer, random),
    }),
  ])();
}

const spoiledExchange = (bearer: string, random: Random): string =>
  (JSON.stringify(spoil({ secret: 'x', bearer }, random, 'json')) as string | undefined) ?? '';

const drawPath = (random: Random): string =>
  random.pick([
    '/../profile/desk.db',
    '/..%2fprofile%2fdesk.db',
    '/%2e%2e/keychain',
    '/entry.html%00',
    '/%zz',
    '/assets/../../profile',
    '/__proto__',
  ]);

/** One thing or several that the bridge needs are missing or wrong. */
function drawUpgrade({ url, entry }: ConsoleRig, random: Random) {
  const { host } = new URL(url);
  const good = {
    cookie: entry.cookie,
    origin: `http://${host}`,
    host,
    bearer: entry.bearer,
    path: '/bridge?role=entry',
  };
  return random.pick([
    { ...good, cookie: '' },
    { ...good, cookie: `cleandesk-preview=${'A'.repeat(43)}` },
    { ...good, origin: 'http://evil.example' },
    { ...good, origin: '' },
    { ...good, host: 'evil.example' },
    { ...good, bearer: 'guessed' },
    { ...good, bearer: '' },
    { ...good, path: '/bridge?role=countdown' },
    { ...good, path: '/bridge' },
    { ...good, path: '/bridge/?role=entry' },
  ]);
}

function drawFrame(random: Random): string | Buffer {
  const frame = random.pick([
    { id: 1, name: 'state', body: {} },
    { port: 1, post: {} },
    { port: 1, close: true },
  ]);
  return random.pick([
    () => (JSON.stringify(spoil(frame, random, 'json')) as string | undefined) ?? '',
    () => (JSON.stringify(drawHostile(random, 'json')) as string | undefined) ?? '',
    () => JSON.stringify(frame).slice(1),
    () => Buffer.from(JSON.stringify(frame)),
    () => Buffer.from(random.bytes(random.int(0, 200))),
    () => (random.chance(0.1) ? 'x'.repeat(longestMessage + 1) : '['.repeat(5000)),
  ])();
}

function askPreview({ url }: ConsoleRig, { method, path, headers, body }: Asked): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sized = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
    // A connection of its own: one that is kept may be closed while the next request is on its way.
    const outgoing = request({ agent: false, hostname, port, method, path, headers: sized }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => {
        resolve(incoming.statusCode ?? 0);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function dial({ url }: ConsoleRig, { path, bearer, ...headers }: ReturnType<typeof drawUpgrade>): Promise<boolean> {
  const named = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  const protocols = bearer === '' ? [] : ['cleandesk', bearer];
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${new URL(url).host}${path}`, protocols, { headers: named });
    socket.on('open', () => {
      socket.terminate();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}
