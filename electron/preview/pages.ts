import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { readPage, securityHeaders, type Page } from '../../shared/pages/page-files.ts';

const own = join(import.meta.dirname, 'page');
/**
 * No other page of the browser holds this one's window. In the product there is none that could: a page opens no window,
 * each has a session of its own; and there the header would have Chromium start a second process for each page, because it
 * learns of it when the first one is there already.
 */
export const alone = { 'Cross-Origin-Opener-Policy': 'same-origin' };

/** The bridge, and no icon: a browser would ask for one. */
export const bridgeTag = '<link rel="icon" href="data:," /><script src="/bridge.js"></script>';

/** A page of the built renderer as the product serves it, with the bridge that the preload is in Electron. */
export function rendererPage(folder: string, path: string): Page {
  const page = readPage(folder, path);
  if (!page.headers['Content-Type']?.startsWith('text/html')) return page;
  const html = Buffer.from(page.body).toString('utf8').replace('<head>', `<head>${bridgeTag}`);
  return { ...page, headers: { ...page.headers, ...alone }, body: Buffer.from(html) };
}

/** The door's page and the two scripts that only the preview has. */
export async function previewPage(path: string): Promise<Page | null> {
  if (path === '/') return asPage('text/html; charset=utf-8', await readFile(join(own, 'door.html'), 'utf8'));
  if (path !== '/door.js' && path !== '/bridge.js') return null;
  const source = await readFile(join(own, path.replace('.js', '.ts')), 'utf8');
  return asPage('text/javascript; charset=utf-8', stripTypeScriptTypes(source));
}

function asPage(type: string, text: string): Page {
  const nonce = randomBytes(18).toString('base64');
  return {
    status: 200,
    headers: { ...securityHeaders(nonce), ...alone, 'Content-Type': type },
    body: Buffer.from(text),
  };
}
