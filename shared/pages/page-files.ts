import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The mark in the built HTML that each document's fresh nonce replaces. */
const nonceMark = '__CSP_NONCE__';

export type Page = { status: number; headers: Record<string, string>; body: Uint8Array };

/**
 * Reads one file of the built renderer for a request path, as both hosts serve it: known types only, never outside
 * `root`, never cached, with the security headers. Anything else is an empty 404. At one go: a page asks for a dozen small
 * files at once and waits for the last.
 */
export function readPage(root: string, path: string): Page {
  const decoded = decode(path);
  if (decoded === null) return notFound;
  const file = normalize(join(root, decoded));
  const type = types[extname(file)];
  if (!type || !file.startsWith(root + sep) || file.includes('\0')) return notFound;
  const bytes = read(file);
  if (!bytes) return notFound;
  const nonce = randomBytes(18).toString('base64');
  const body = type.startsWith('text/html') ? Buffer.from(bytes.toString('utf8').replaceAll(nonceMark, nonce)) : bytes;
  return { status: 200, headers: { ...securityHeaders(nonce), 'Content-Type': type }, body };
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** null: percent signs that mean nothing. */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** What every answer carries; `nonce` admits the style elements of this one document. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

const notFound: Page = { status: 404, headers: { 'X-Content-Type-Options': 'nosniff' }, body: new Uint8Array() };
