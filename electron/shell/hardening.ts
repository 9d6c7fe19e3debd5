import { app, Menu, type WebContents } from 'electron';

/** Chromium and Node switches that open a console from outside; a packaged build does not start with them. */
const debuggingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'load-extension',
  'host-rules',
  'proxy-server',
  'log-net-log',
  'enable-logging',
];

/** @returns the first debugging switch on the command line of a packaged build, or null. */
export function refusedSwitch(): string | null {
  if (!app.isPackaged) return null;
  return debuggingSwitches.find((name) => app.commandLine.hasSwitch(name)) ?? null;
}

/** Electron's security points that hold for every page, ours or not: no navigation, no windows, no embedded pages. */
export function closeContents(): void {
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => {
    refuseToLeave(contents);
  });
}

function refuseToLeave(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  // Zooming, reloading and developer tools by key would leave the console's own states.
  contents.on('before-input-event', (event, input) => {
    const reload = input.key === 'F5' || ((input.control || input.meta) && input.code === 'KeyR');
    const tools = input.key === 'F12' || ((input.control || input.meta) && input.shift && input.code === 'KeyI');
    if (reload || (tools && app.isPackaged)) event.preventDefault();
  });
}
