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
  session.protocol.handle('app', async (request) => {
    if (!isOurPage(request.url) || request.method !== 'GET') return new Response(null, { status: 404 });
    const page = await readPage(rendererFolder, new URL(request.url).pathname);
    return new Response(Buffer.from(page.body), { status: page.status, headers: page.headers });
  });
}
