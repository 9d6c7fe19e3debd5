import { app, Menu, type WebContents } from 'electron';

/**
 * Chromium itself has nothing to ask of any network: pages come by `app://`, and central is spoken to by Node. So no
 * name is looked up and every way out leads to a proxy that is nowhere, whatever a page that was broken into tries
 * (DNS prefetch, preconnect, WebRTC). Before 'ready'.
 */
export function closeNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('proxy-server', 'socks5://nowhere.invalid:9');
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
}

/** Electron's security points that hold for every page, ours or not: no navigation, no windows, no embedded pages. */
export function closeContents(): void {
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => {
    refuseToLeave(contents);
    // A call's packets ask neither the page's policy nor its session; they may go by that proxy only.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
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
