import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { WindowRole } from '../desk/host.ts';
import { parseJson } from '../../shared/json.ts';
import type { Page } from '../../shared/pages/page-files.ts';
import { createDoor } from './door.ts';
import { previewPage } from './pages.ts';

const exchangeBody = z.strictObject({ secret: z.string().max(200) });
const messageLimit = 1024 * 1024;

export type WebServer = { url: string; close(): Promise<void> };

/** Serves the console to one browser on this machine: loopback only, closed to everybody without the link. */
export async function startWebServer(options: {
  port: number;
  /** Answers a request of somebody who has been let in. */
  serve: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;
  onPage: (socket: WebSocket, role: WindowRole) => void;
  onMalformed: (name: string) => void;
}): Promise<WebServer> {
  let address = '';
  const door = createDoor(() => address);
  const http = createServer((request, response) => {
    void handle(request, response).catch(() => {
      response.destroy();
    });
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', `http://${address}`).pathname;
    if (request.method === 'POST' && path === '/session' && door.isOurs(request, true)) {
      const body = exchangeBody.safeParse(await readJson(request));
      const cookie = body.success ? door.exchange(body.data.secret) : null;
      // A spent link in a tab that already has the cookie opens the console; anywhere else it opens nothing.
      const known = cookie === null && door.admits(request, true);
      response.writeHead(cookie || known ? 204 : 403, cookie ? { 'Set-Cookie': cookie } : {}).end();
      return;
    }
    if (request.method !== 'GET' || !door.isOurs(request, false)) {
      options.onMalformed('request');
      response.writeHead(403).end();
      return;
    }
    const open = await previewPage(path);
    if (open) {
      answer(response, open);
      return;
    }
    if (!door.admits(request, false)) {
      response.writeHead(403).end();
      return;
    }
    await options.serve(path, request, response);
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit });
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', `http://${address}`);
    const role = url.searchParams.get('role');
    if (url.pathname !== '/bridge' || !door.admits(request, true) || (role !== 'entry' && role !== 'desk')) {
      options.onMalformed('upgrade');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.onPage(webSocket, role);
    });
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', resolve);
  });
  address = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    url: `http://${address}/#${door.secret}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Sends a page as it is. */
export function answer(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, page.headers).end(page.body);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4096) return undefined;
  }
  return parseJson(text);
}
