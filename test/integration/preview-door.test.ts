import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startWebServer, type WebServer } from '../../electron/preview/web-server.ts';

let server: WebServer;
let opened: string[];
let refused: string[];

beforeEach(async () => {
  opened = [];
  refused = [];
  server = await startWebServer({
    port: 0,
    serve: (path, _request, response) => {
      response.writeHead(200).end(`served ${path}`);
      return Promise.resolve();
    },
    onPage: (_socket, role) => opened.push(role),
    onMalformed: (name) => refused.push(name),
  });
});
afterEach(() => server.close());

const address = () => new URL(server.url).host;
const secret = () => new URL(server.url).hash.slice(1);

type Answer = { status: number; cookie: string | null; body: string };

function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`http://${address()}${path}`, { method: body ? 'POST' : 'GET', headers }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => {
        const cookie = incoming.headers['set-cookie']?.[0] ?? null;
        resolve({ status: incoming.statusCode ?? 0, cookie, body: text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

type Given = { origin?: string; cookie?: string; bearer?: string };

const exchange = (given: string, { bearer, ...headers }: Given = {}) =>
  ask(
    '/session',
    { origin: `http://${address()}`, 'content-type': 'application/json', ...headers },
    JSON.stringify({ secret: given, bearer: bearer ?? null }),
  );

/** What the link's tab has once it is in. */
async function enter(): Promise<{ cookie: string; bearer: string }> {
  const answer = await exchange(secret());
  const { bearer } = JSON.parse(answer.body) as { bearer: string };
  return { cookie: answer.cookie?.split(';')[0] ?? '', bearer };
}

const cookie = async () => (await enter()).cookie;

function dial({ bearer, ...headers }: Given): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    const protocols = bearer === undefined ? [] : ['cleandesk', bearer];
    const socket = dialAt('/bridge?role=entry', protocols, headers);
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
    socket.on('error', () => {
      resolve('refused');
    });
  });
}

function dialAt(path: string, protocols: string[] = [], headers: Given = {}): WebSocket {
  return new WebSocket(`ws://${address()}${path}`, protocols, { headers });
}

describe('the preview lets in only whoever has its one-time link', () => {
  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await exchange(secret());
    expect(answer.status).toBe(200);
    expect(answer.cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('takes the link’s secret once', async () => {
    await exchange(secret());
    expect((await exchange(secret())).status).toBe(403);
  });

  it('refuses a wrong secret, and one that another site sends', async () => {
    expect((await exchange('wrong')).status).toBe(403);
    expect((await exchange(secret(), { origin: 'http://evil.example' })).status).toBe(403);
    expect((await exchange(secret())).status).toBe(200);
  });

  it('serves pages to the holder of the cookie only', async () => {
    expect((await ask('/entry.html')).status).toBe(403);
    const answer = await ask('/entry.html', { cookie: await cookie() });
    expect(answer).toMatchObject({ status: 200, body: 'served /entry.html' });
  });

  it('refuses another host name that leads here, even with the cookie', async () => {
    const held = await cookie();
    expect((await ask('/entry.html', { cookie: held, host: 'evil.example' })).status).toBe(403);
    expect(refused).toContain('request');
  });

  it('opens the bridge for our own page with the cookie, and for nobody else', async () => {
    const held = await enter();
    const origin = `http://${address()}`;
    expect(await dial(held)).toBe('refused');
    expect(await dial({ ...held, origin: 'http://evil.example' })).toBe('refused');
    expect(await dial({ origin })).toBe('refused');
    expect(opened).toEqual([]);
    expect(await dial({ ...held, origin })).toBe('open');
    expect(opened).toEqual(['entry']);
  });

  it('opens nothing for the cookie alone, which a browser sends to every port of this address', async () => {
    const held = await enter();
    const origin = `http://${address()}`;
    expect(await dial({ cookie: held.cookie, origin })).toBe('refused');
    expect(await dial({ cookie: held.cookie, origin, bearer: 'guessed' })).toBe('refused');
    const again = await exchange(secret(), { cookie: held.cookie });
    expect([again.status, again.body]).toEqual([403, '']);
    expect(opened).toEqual([]);
  });

  it('lets a tab that was let in before in again by a spent link', async () => {
    const held = await enter();
    expect((await exchange(secret(), held)).status).toBe(204);
    expect((await exchange(secret(), { bearer: held.bearer })).status).toBe(403);
  });
});

describe('the preview goes on', () => {
  afterEach(async () => {
    expect((await ask('/')).status).toBe(200);
  });

  it('after a request for what is no address', async () => {
    expect(await new Promise((resolve) => dialAt('//').on('error', () => resolve('refused')))).toBe('refused');
    expect((await ask('//')).status).toBe(403);
    expect(refused).toContain('upgrade');
  });

  it('after whoever was refused hangs up before hearing it', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write('GET /bridge HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      setImmediate(() => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    await expect.poll(() => refused.length).toBeGreaterThan(0);
  });

  it('after a message that is too long, which it counts', async () => {
    const { bearer, cookie } = await enter();
    const socket = dialAt('/bridge?role=desk', ['cleandesk', bearer], { cookie, origin: `http://${address()}` });
    socket.on('error', () => undefined);
    await once(socket, 'open');
    socket.send('x'.repeat(1024 * 1024 + 10));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    expect(refused).toEqual(['frame']);
  });
});
