import { fork } from 'node:child_process';
import { join } from 'node:path';
import { readEnvelope } from '../../shared/read-as.ts';
import type { Child, ChildKind, PipeEnd } from '../desk/host.ts';
import { childWire, type ChildWire } from './child-wire.ts';
import { hold } from './pipes.ts';

/**
 * Starts a gate or a vault as a Node process of its own; its pipes are relayed here, by number.
 * @param more another program than the preview's, for tests, and what it is told beside the keychain
 */
export function spawnChild(
  kind: ChildKind,
  keychainFolder: string,
  { program = join(import.meta.dirname, `${kind}-process.ts`), args = [] as string[] } = {},
): Child {
  const child = fork(program, [keychainFolder, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const held = new Map<number, ReturnType<typeof hold>>();
  const messageListeners = new Set<(message: unknown) => void>();
  let exited = false;
  let nextPort = 1;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      exited = true;
      for (const pipe of held.values()) pipe.close();
      resolve();
    };
    child.once('exit', end);
    child.on('error', () => {
      // What never began says nothing else, and does not exit.
      if (child.pid === undefined) end();
    });
  });
  const send = (wire: ChildWire) => {
    if (exited || !child.connected) return;
    try {
      child.send(wire, () => undefined);
    } catch {
      // What the wire cannot carry is lost, as at a child that is gone: whoever speaks to one is never ended by it.
    }
  };
  const take = (end: PipeEnd): number => {
    const port = nextPort++;
    const pipe = hold(end, {
      post: (message) => {
        send({ port, post: message });
      },
      closed: () => {
        send({ port, close: true });
      },
    });
    held.set(port, pipe);
    return port;
  };
  child.on('message', (raw) => {
    const wire = readEnvelope(childWire, raw);
    if (!wire.success) return;
    if ('message' in wire.data) for (const listener of messageListeners) listener(wire.data.message);
    else if ('post' in wire.data) held.get(wire.data.port)?.post(wire.data.post);
    else held.get(wire.data.port)?.close();
  });
  return {
    pid: child.pid,
    send: (message, pipes = []) => {
      // A pipe's own first messages must not overtake the message that brings the pipe.
      const first = nextPort;
      send({ message, ports: pipes.map((_, index) => first + index) });
      for (const end of pipes) take(end);
    },
    onMessage: (listener) => {
      messageListeners.add(listener);
    },
    onExit: (listener) => {
      void gone.then(listener);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
