import type { ParentLink, Port } from '../../shared/port.ts';

type Side = { listeners: ((message: unknown) => void)[]; closers: (() => void)[]; early: unknown[] };

/** Two connected ports in one process. Messages are cloned and arrive later, in order, as over a real pipe. */
export function createPipe(): [Port, Port] {
  let open = true;
  const sides: [Side, Side] = [
    { listeners: [], closers: [], early: [] },
    { listeners: [], closers: [], early: [] },
  ];
  const end = (own: Side, other: Side): Port => ({
    post: (message) => {
      if (!open) return;
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        if (other.listeners.length === 0) other.early.push(copy);
        for (const listener of other.listeners) listener(copy);
      });
    },
    onMessage: (listener) => {
      own.listeners.push(listener);
      for (const message of own.early.splice(0)) setImmediate(() => listener(message));
    },
    onClose: (listener) => {
      own.closers.push(listener);
    },
    close: () => {
      if (!open) return;
      open = false;
      setImmediate(() => {
        for (const side of sides) for (const closer of side.closers) closer();
      });
    },
  });
  return [end(sides[0], sides[1]), end(sides[1], sides[0])];
}

export type FakeParent = {
  /** What the child gets. */
  link: ParentLink;
  /** Main speaks to the child, handing over ports. */
  send(message: unknown, ports?: Port[]): void;
  /** Everything the child has said so far, oldest first. */
  said: unknown[];
  /** Calls back for everything the child says from now on. */
  onSaid(listener: (message: unknown) => void): void;
  /** The next message of that type that was not yet taken by `take`; fails after `patience` milliseconds. */
  take<Message>(type: string, patience?: number): Promise<Message & { type: string }>;
};

/** Main, as a child process sees it, in the test's own process. */
export function createFakeParent(): FakeParent {
  const childListeners: ((message: unknown, ports: Port[]) => void)[] = [];
  const saidListeners = new Set<(message: unknown) => void>();
  const said: unknown[] = [];
  const untaken: unknown[] = [];
  const isType = (message: unknown, type: string) => (message as { type?: unknown }).type === type;
  return {
    said,
    link: {
      send: (message) => {
        const copy: unknown = structuredClone(message);
        setImmediate(() => {
          said.push(copy);
          untaken.push(copy);
          for (const listener of saidListeners) listener(copy);
        });
      },
      onMessage: (listener) => {
        childListeners.push(listener);
      },
    },
    send: (message, ports = []) => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        for (const listener of childListeners) listener(copy, ports);
      });
    },
    onSaid: (listener) => {
      saidListeners.add(listener);
    },
    take: <Message>(type: string, patience = 30_000) =>
      new Promise<Message & { type: string }>((resolve, reject) => {
        const look = (): boolean => {
          const at = untaken.findIndex((message) => isType(message, type));
          if (at < 0) return false;
          clearTimeout(timer);
          saidListeners.delete(look);
          resolve(untaken.splice(at, 1)[0] as Message & { type: string });
          return true;
        };
        const timer = setTimeout(() => {
          saidListeners.delete(look);
          reject(new Error(`the child said no ${type} within ${patience} ms; it said ${JSON.stringify(said)}`));
        }, patience);
        if (!look()) saidListeners.add(look);
      }),
  };
}
