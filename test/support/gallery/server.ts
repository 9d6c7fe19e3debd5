import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPage } from '../../../shared/pages/page-files.ts';

const origins = new Map<string, Promise<string>>();

/**
 * Serves a built renderer on loopback with the product's own headers, once for each folder.
 * It does not keep the test's process alive.
 * @returns the origin, `http://127.0.0.1:PORT`.
 */
export function galleryOrigin(root: string): Promise<string> {
  const known = origins.get(root);
  if (known) return known;
  const starting = new Promise<string>((resolve) => {
    const server = createServer((request, response) => {
      void readPage(root, new URL(request.url ?? '/', 'http://gallery').pathname).then((page) => {
        response.writeHead(page.status, page.headers).end(page.body);
      });
    });
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    server.unref();
  });
  origins.set(root, starting);
  return starting;
}
