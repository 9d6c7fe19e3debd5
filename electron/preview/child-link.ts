import type { ParentLink, Port } from '../../shared/port.ts';
import { readEnvelope } from '../../shared/read-as.ts';
import { childWire, type ChildWire } from './child-wire.ts';

/** A gate's or vault's link to the preview: Node's IPC channel, with pipes by number. */
export function nodeParentLink(): ParentLink {
  const ports = new Map<
    number,
    { message: Set<(message: unknown) => void>; waiting: unknown[]; close: Set<() => void> }
  >();
  const listeners = new Set<(message: unknown, ports: Port[]) => void>();
  const send = (wire: ChildWire) => {
    process.send?.(wire);
  };
  const open = (number: number): Port => {
    const state = {
      message: new Set<(message: unknown) => void>(),
      waiting: [] as unknown[],
      close: new Set<() => void>(),
    };
    ports.set(number, state);
    return {
      post: (message) => {
        send({ port: number, post: message });
      },
      onMessage: (listener) => {
        state.message.add(listener);
        for (const message of state.waiting.splice(0)) listener(message);
      },
      onClose: (listener) => {
        state.close.add(listener);
      },
      close: () => {
        ports.delete(number);
        send({ port: number, close: true });
      },
    };
  };
  process.on('message', (raw) => {
    const wire = readEnvelope(childWire, raw);
    if (!wire.success) return;
    if ('message' in wire.data) {
      const handed = wire.data.ports.map(open);
      for (const listener of listeners) listener(wire.data.message, handed);
      return;
    }
    const port = ports.get(wire.data.port);
    if (!port) return;
    if ('close' in wire.data) {
      ports.delete(wire.data.port);
      for (const listener of port.close) listener();
    } else if (port.message.size === 0) port.waiting.push(wire.data.post);
    else for (const listener of port.message) listener(wire.data.post);
  });
  // A child never outlives the console that it belongs to.
  process.on('disconnect', () => {
    process.exit(0);
  });
  return {
    send: (message) => {
      send({ message, ports: [] });
    },
    onMessage: (listener) => {
      listeners.add(listener);
    },
  };
}
