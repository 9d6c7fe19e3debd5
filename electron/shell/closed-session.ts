import { randomUUID } from 'node:crypto';
import { session, type Session } from 'electron';
import { serveApp } from './protocol.ts';

/**
 * A session of its own for one window: in memory, so that nothing of a page reaches the disk; closed, so that a page
 * can load nothing but our files, ask for no permission and download nothing. Separate sessions also force separate
 * renderer processes, without which ending one window would not end what it knew (design, section 2).
 */
export function closedSession(rendererFolder: string): Session {
  const own = session.fromPartition(`window-${randomUUID()}`, { cache: false });
  serveApp(own, rendererFolder);
  own.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => {
    event.preventDefault();
  });
  own.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !/^(app|devtools):/.test(details.url) });
  });
  own.setSpellCheckerEnabled(false);
  return own;
}
