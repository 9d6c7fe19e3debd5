import axe from 'axe-core';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPage } from '../../../shared/pages/page-files.ts';

const kept = { 'Cache-Control': 'max-age=3600, immutable' };

const origins = new Map<string, Promise<string>>();

/** Where the gallery keeps axe for a page that imports it. */
export const axePath = '/axe.js';

/**
 * Serves a built renderer on loopback with the product's own headers, but for one: a browser may keep what carries a
 * hash in its name, because it opens hundreds of states. Once for each folder; it does not keep the test's process alive.
 * @returns the origin, `http://127.0.0.1:PORT`.
 */
export function galleryOrigin(root: string): Promise<string> {
  const known = origins.get(root);
  if (known) return known;
  const starting = new Promise<string>((resolve) => {
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://gallery').pathname;
      if (path === axePath) {
        response.writeHead(200, { ...kept, 'Content-Type': 'text/javascript; charset=utf-8' }).end(axe.source);
        return;
      }
      const page = readPage(root, path);
      response.writeHead(page.status, { ...page.headers, ...(path.startsWith('/assets/') ? kept : {}) });
      response.end(page.body);
    });
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    server.unref();
  });
  origins.set(root, starting);
  return starting;
}
