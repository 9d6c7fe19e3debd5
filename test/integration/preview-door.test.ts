import { request } from 'node:http';
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

const exchange = (given: string, origin = `http://${address()}`) =>
  ask('/session', { origin, 'content-type': 'application/json' }, JSON.stringify({ secret: given }));

async function cookie(): Promise<string> {
  return (await exchange(secret())).cookie?.split(';')[0] ?? '';
}

function dial(headers: Record<string, string>): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${address()}/bridge?role=entry`, { headers });
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
    socket.on('error', () => {
      resolve('refused');
    });
  });
}

describe('the preview lets in only whoever has its one-time link', () => {
  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await exchange(secret());
    expect(answer.status).toBe(204);
    expect(answer.cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('takes the link’s secret once', async () => {
    await exchange(secret());
    expect((await exchange(secret())).status).toBe(403);
  });

  it('refuses a wrong secret, and one that another site sends', async () => {
    expect((await exchange('wrong')).status).toBe(403);
    expect((await exchange(secret(), 'http://evil.example')).status).toBe(403);
    expect((await exchange(secret())).status).toBe(204);
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
    const held = await cookie();
    const origin = `http://${address()}`;
    expect(await dial({ cookie: held })).toBe('refused');
    expect(await dial({ cookie: held, origin: 'http://evil.example' })).toBe('refused');
    expect(await dial({ origin })).toBe('refused');
    expect(opened).toEqual([]);
    expect(await dial({ cookie: held, origin })).toBe('open');
    expect(opened).toEqual(['entry']);
  });
});
