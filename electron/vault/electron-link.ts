import type { ParentLink, Port } from '../../shared/port.ts';

/** What Electron gives a utility process as `process.parentPort`, as far as gate and vault use it. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortMain[] }) => void): unknown;
};

type MessagePortMain = {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
};

/** Main, as a utility process of Electron speaks with it. */
export function electronLink(parent: ParentPort = process.parentPort): ParentLink {
  return {
    send: (message) => {
      parent.postMessage(message);
    },
    onMessage: (listener) => {
      parent.on('message', ({ data, ports }) => {
        listener(data, ports.map(toPort));
      });
    },
  };
}

/** Messages wait in the port until somebody listens. */
function toPort(port: MessagePortMain): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data);
      });
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}
