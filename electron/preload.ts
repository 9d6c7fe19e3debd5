import { contextBridge, ipcRenderer } from 'electron';

/**
 * The only bridge between a page and the rest. It carries; main validates every request by the window's contract.
 * Ports cannot cross the bridge as values, so they are passed on as messages of this same window.
 */
contextBridge.exposeInMainWorld('cleandesk', {
  call: (name: string, body: unknown): Promise<unknown> => ipcRenderer.invoke('cleandesk:call', { name, body }),
  on: (listener: (push: { name: string; body: unknown }) => void): (() => void) => {
    const receive = (_event: unknown, push: { name: string; body: unknown }) => {
      listener(push);
    };
    ipcRenderer.on('cleandesk:push', receive);
    return () => ipcRenderer.off('cleandesk:push', receive);
  },
});

ipcRenderer.on('cleandesk:port', (event, kind: string) => {
  window.postMessage({ cleandesk: 'port', kind }, window.location.origin, [...event.ports]);
});
