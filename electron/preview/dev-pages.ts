import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'vite';
import react from '@vitejs/plugin-react';
import { contentSecurityPolicy } from '../../shared/pages/content-security-policy.ts';
import { securityHeaders } from '../../shared/pages/page-files.ts';
import { alone, bridgeTag } from './pages.ts';

const loopback = '127.0.0.1';
const hotReloadPort = 24_678;

export type DevPages = {
  serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
};

/** The renderer's sources with hot reload. Its policy is the product's plus the dev server's websocket and preamble. */
export async function devPages(root: string, port = hotReloadPort): Promise<DevPages> {
  const nonce = randomBytes(18).toString('base64');
  const vite = await createServer({
    root,
    configFile: false,
    plugins: [react()],
    appType: 'custom',
    html: { cspNonce: nonce },
    server: { middlewareMode: true, ws: { host: loopback, port }, hmr: { overlay: false } },
  });
  const policy = contentSecurityPolicy(nonce)
    .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
    .replace("connect-src 'self'", `connect-src 'self' ws://${loopback}:${port}`);
  const serve: DevPages['serve'] = async (path, request, response) => {
    if (!path.endsWith('.html')) {
      vite.middlewares(request, response, () => {
        response.writeHead(404).end();
      });
      return;
    }
    const source = (await readFile(join(root, path), 'utf8')).replaceAll('__CSP_NONCE__', nonce);
    const html = (await vite.transformIndexHtml(path, source)).replace('<head>', `<head>${bridgeTag}`);
    const headers = { ...securityHeaders(nonce), ...alone, 'Content-Security-Policy': policy };
    response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  };
  return { serve, close: () => vite.close() };
}
