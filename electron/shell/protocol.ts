import { protocol, type Session } from 'electron';
import { readPage } from '../../shared/pages/page-files.ts';
import { signal } from '../../shared/signal.ts';

const host = 'cleandesk';
export const origin = `app://${host}`;

/** Parsed, never a substring. (URL.origin is no help: for a scheme of its own it says "null".) */
export function isOurPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'app:' && url.host === host;
}

/** `app://` instead of `file://`: a real origin, so that the same-origin policy and the CSP mean something. Before 'ready'. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** A page asks for all of its files within a moment. After so many milliseconds without a question it has them. */
const pause = 4;
let asked: ReturnType<typeof setTimeout> | undefined;
const [served, tellServed] = signal();

/**
 * Resolves when the first page has its files, or is not waited for any longer. Main serves them on its one thread:
 * what else is read in at a start comes while the page's own process compiles them.
 * @param patience in milliseconds
 */
export const firstPageServed = (patience: number): Promise<void> => {
  setTimeout(tellServed, patience).unref();
  return served;
};

/** Serves the built renderer, and only it, to one session. */
export function serveApp(session: Session, rendererFolder: string): void {
  // Electron's newer `handle` answers with a `Response`: for it Node reads in its whole fetch, at every start, before
  // the first page can come.
  session.protocol.registerBufferProtocol('app', (request, answer) => {
    if (!isOurPage(request.url) || request.method !== 'GET') {
      answer({ statusCode: 404, data: Buffer.alloc(0) });
      return;
    }
    const { pathname } = new URL(request.url);
    const { status, headers, body } = readPage(rendererFolder, pathname);
    answer({ statusCode: status, headers, data: Buffer.from(body.buffer, body.byteOffset, body.byteLength) });
    if (pathname.endsWith('.html')) return;
    clearTimeout(asked);
    asked = setTimeout(tellServed, pause);
  });
}
