import { closedSession } from './closed-session.ts';

export type WindowFiles = { renderer: string; preload: string };

/** Electron's security points for a page (design, section 11). */
export function pagePreferences(files: WindowFiles, packaged: boolean): Electron.WebPreferences {
  return {
    session: closedSession(files.renderer),
    preload: files.preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    devTools: !packaged,
    navigateOnDragDrop: false,
    enableWebSQL: false,
    // The countdown and the lock must not wait for a throttled timer in a minimised window.
    backgroundThrottling: false,
  };
}
