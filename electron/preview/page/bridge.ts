/**
 * What the preload is in Electron, for a browser's tab: gives the page `window.cleandesk` and its ports over one
 * WebSocket. A plain script without imports: the preview strips its types and serves it before the page's own code.
 */
(() => {
  type Push = { name: string; body: unknown };
  const role = location.pathname === '/desk.html' ? 'desk' : 'entry';
  // The bearer that the door's page was given (door.ts): a WebSocket can carry it in no other place.
  const bearer = sessionStorage.getItem('cleandesk-bearer') ?? 'none';
  const socket = new WebSocket(`ws://${location.host}/bridge?role=${role}`, ['cleandesk', bearer]);
  const listeners = new Set<(push: Push) => void>();
  const waiting = new Map<number, (reply: unknown) => void>();
  const ports = new Map<number, MessagePort>();
  /** The page's own ends: not every Chromium tells a page that the other end of a port has closed. */
  const pageEnds = new Map<number, MessagePort>();
  const unsent: string[] = [];
  let next = 0;

  const send = (message: unknown) => {
    const text = JSON.stringify(message);
    if (socket.readyState === WebSocket.CONNECTING) unsent.push(text);
    else socket.send(text);
  };
  const openPort = (number: number, kind: string) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(number, port1);
    port1.addEventListener('message', (event: MessageEvent<unknown>) => {
      send({ port: number, post: event.data });
    });
    port1.addEventListener('close', () => {
      pageEnds.delete(number);
      if (ports.delete(number)) send({ port: number, close: true });
    });
    port1.start();
    window.postMessage({ cleandesk: 'port', kind, number }, location.origin, [port2]);
  };
  const closePort = (number: number) => {
    ports.get(number)?.close();
    ports.delete(number);
    pageEnds.get(number)?.dispatchEvent(new Event('close'));
    pageEnds.delete(number);
  };
  const closeEverything = () => {
    for (const number of ports.keys()) closePort(number);
    for (const resolve of waiting.values()) resolve({ ok: false, code: 'closed' });
    waiting.clear();
  };

  window.addEventListener('message', (event: MessageEvent<{ cleandesk?: unknown; number?: unknown } | null>) => {
    const [end] = event.ports;
    const number = event.data?.number;
    if (end && event.source === window && typeof number === 'number') pageEnds.set(number, end);
  });
  socket.addEventListener('open', () => {
    for (const text of unsent.splice(0)) socket.send(text);
  });
  socket.addEventListener('close', closeEverything);
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as Record<string, unknown>;
    if ('reply' in message) {
      const id = message.id as number;
      waiting.get(id)?.(message.reply);
      waiting.delete(id);
    } else if ('push' in message) for (const listener of listeners) listener(message.push as Push);
    else if ('open' in message) openPort(message.open as number, message.kind as string);
    else if ('post' in message) ports.get(message.port as number)?.postMessage(message.post);
    else if ('close' in message) closePort(message.port as number);
    else if ('go' in message) location.replace(`/${message.go as string}.html`);
    else if ('taken' in message) location.replace('/#taken');
  });

  Object.defineProperty(window, 'cleandesk', {
    value: Object.freeze({
      call: (name: string, body: unknown) =>
        new Promise((resolve) => {
          if (socket.readyState > WebSocket.OPEN) {
            resolve({ ok: false, code: 'closed' });
            return;
          }
          const id = next++;
          waiting.set(id, resolve);
          send({ id, name, body });
        }),
      on: (listener: (push: Push) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  });
})();
