import { BrowserWindow, screen } from 'electron';
import { origin } from './protocol.ts';
import { pagePreferences, type WindowFiles } from './page-preferences.ts';

/** The warning before an idle lock: a small window on every display that stays on top and never takes the focus. */
export function createCountdownWindows(
  files: WindowFiles,
  packaged: boolean,
): {
  show(state: unknown): void;
  hide(): void;
  push(state: unknown): void;
  owns(contentsId: number): boolean;
} {
  let windows: BrowserWindow[] = [];
  return {
    show: () => {
      if (windows.length > 0) return;
      windows = screen.getAllDisplays().map(({ workArea }) => {
        const window = new BrowserWindow({
          x: workArea.x + workArea.width - 356,
          y: workArea.y + workArea.height - 136,
          width: 340,
          height: 120,
          frame: false,
          resizable: false,
          focusable: false,
          alwaysOnTop: true,
          skipTaskbar: true,
          show: false,
          webPreferences: pagePreferences(files, packaged),
        });
        window.setAlwaysOnTop(true, 'screen-saver');
        window.once('ready-to-show', () => {
          window.showInactive();
        });
        void window.loadURL(`${origin}/countdown.html`);
        return window;
      });
    },
    hide: () => {
      for (const window of windows) window.destroy();
      windows = [];
    },
    push: (state) => {
      for (const window of windows) window.webContents.send('cleandesk:push', { name: 'state', body: state });
    },
    owns: (id) => windows.some((window) => window.webContents.id === id),
  };
}
