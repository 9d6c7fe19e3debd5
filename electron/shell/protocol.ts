import { protocol, type Session } from 'electron';
import { readPage } from '../../shared/pages/page-files.ts';

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

/** Serves the built renderer, and only it, to one session. */
export function serveApp(session: Session, rendererFolder: string): void {
  // Electron's newer `handle` answers with a `Response`: for it Node reads in its whole fetch, at every start, before
  // the first page can come.
  session.protocol.registerBufferProtocol('app', (request, answer) => {
    if (!isOurPage(request.url) || request.method !== 'GET') {
      answer({ statusCode: 404, data: Buffer.alloc(0) });
      return;
    }
    const { status, headers, body } = readPage(rendererFolder, new URL(request.url).pathname);
    answer({ statusCode: status, headers, data: Buffer.from(body.buffer, body.byteOffset, body.byteLength) });
  });
}
