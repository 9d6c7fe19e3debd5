import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { WindowRole } from '../desk/host.ts';
import { parseJson } from '../../shared/json.ts';
import type { Page } from '../../shared/pages/page-files.ts';
import { readAs } from '../../shared/read-as.ts';
import { createDoor } from './door.ts';
import { previewPage } from './pages.ts';

/** `bearer` is what a tab already has that was let in before. */
const exchangeBody = z.strictObject({ secret: z.string().max(200), bearer: z.string().max(200).nullable() });
/** The bridge's WebSocket offers this subprotocol and then the bearer: a browser's page can set no header of its own. */
const bridgeProtocol = 'cleandesk';
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

  const urlOf = (request: IncomingMessage): URL | null => URL.parse(request.url ?? '/', `http://${address}`);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = urlOf(request)?.pathname ?? '';
    if (request.method === 'POST' && path === '/session' && door.isOurs(request, true)) {
      const body = readAs(exchangeBody, await readJson(request));
      const entry = body.success ? door.exchange(body.data.secret) : null;
      if (entry) {
        const headers = { 'Set-Cookie': entry.cookie, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
        response.writeHead(200, headers).end(JSON.stringify({ bearer: entry.bearer }));
        return;
      }
      // A spent link in a tab that was let in before opens the console; anywhere else it opens nothing.
      const known = body.success && door.admitsBearer(request, body.data.bearer ?? '');
      response.writeHead(known ? 204 : 403).end();
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
    // Whoever is refused may hang up before hearing it: without a listener that would end the preview.
    socket.on('error', () => {
      socket.destroy();
    });
    const url = urlOf(request);
    const role = url?.searchParams.get('role');
    const isKnown = url?.pathname === '/bridge' && door.admitsBearer(request, bearerOf(request));
    if (!isKnown || (role !== 'entry' && role !== 'desk')) {
      options.onMalformed('upgrade');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // A message that is too long, or no message at all; the socket closes itself.
      webSocket.on('error', () => {
        options.onMalformed('frame');
      });
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

function bearerOf(request: IncomingMessage): string {
  const [first, bearer, ...more] = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim());
  return first === bridgeProtocol && bearer !== undefined && more.length === 0 ? bearer : '';
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4096) return undefined;
  }
  return parseJson(text);
}
