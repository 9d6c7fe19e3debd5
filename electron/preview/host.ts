import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WebSocket } from 'ws';
import { writeWholeFile } from '../../shared/whole-file.ts';
import type { Host, WindowRole } from '../desk/host.ts';
import { spawnChild } from './children.ts';
import { linkPage, type PageLink, type Route } from './page-link.ts';
import { openPipe } from './pipes.ts';

export type PreviewHost = Host & { attach(socket: WebSocket, role: WindowRole): void };

/**
 * The desk's host in a browser. One tab is the window: showing another role sends the tab to another document, so that
 * nothing of the desk's page stays in the entry's. What a browser cannot do is said: no idle time, no clipboard.
 */
export function createPreviewHost(options: {
  folder: string;
  version: string;
  route: Route;
  malformed: (name: string) => void;
  quit: () => void;
}): PreviewHost {
  let role: WindowRole = 'entry';
  let page: PageLink | null = null;
  const showPage = (to: WindowRole) => {
    role = to;
    if (page && page.role !== to) page.go(to);
  };
  return {
    kind: 'preview',
    version: options.version,
    spawn: (kind) => spawnChild(kind, join(options.folder, 'keychain')),
    pipe: openPipe,
    deliver: (to, kind, end) => {
      if (page?.role === to) page.deliver(kind, end);
    },
    windows: {
      show: (to) => {
        showPage(to);
        return Promise.resolve();
      },
      // A tab shows one page.
      prepare: () => undefined,
      inform: () => undefined,
      destroy: () => Promise.resolve(),
      push: (to, state) => {
        if (page?.role === to) page.push('state', state);
      },
      // The desk's own page warns before an idle lock: a browser has no window that stays on top.
      showCountdown: () => undefined,
      hideCountdown: () => undefined,
      focus: () => undefined,
      stance: () => 'in-front',
      sinceTouched: () => Infinity,
    },
    idleSeconds: () => null,
    onPower: () => undefined,
    clipboard: { holds: () => Promise.resolve(false), clear: () => undefined, clearSelection: () => undefined },
    // What was typed in a browser is the browser's to forget.
    succeed: null,
    contentProtection: 'no-effect',
    askPlace: async (name) => {
      const folder = join(options.folder, 'exports');
      await mkdir(folder, { recursive: true });
      return join(folder, basename(name));
    },
    writeFile: writeWholeFile,
    quit: options.quit,
    attach: (socket, asked) => {
      page?.taken();
      const link = linkPage(socket, asked, options.route, {
        malformed: options.malformed,
        closed: () => {
          if (page === link) page = null;
        },
      });
      page = link;
      if (asked !== role) link.go(role);
    },
  };
}
