import { protocol, type Session } from 'electron';
import { readPage } from '../../shared/pages/page-files.ts';

export const origin = 'app://cleandesk';

/** `app://` instead of `file://`: a real origin, so that the same-origin policy and the CSP mean something. Before 'ready'. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer, and only it, to one session. */
export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'cleandesk' || request.method !== 'GET') return new Response(null, { status: 404 });
    const page = await readPage(rendererFolder, url.pathname);
    return new Response(Buffer.from(page.body), { status: page.status, headers: page.headers });
  });
}
