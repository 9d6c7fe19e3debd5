import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type WebContents } from 'electron';
import type { Child, ChildKind, PipeEnd } from '../desk/host.ts';

/** Starts a gate or a vault as a process of its own: what it learns ends with it. */
export function spawnChild(kind: ChildKind, folder: string): Child {
  const child = utilityProcess.fork(join(folder, `${kind}.js`), [], {
    serviceName: `Cleandesk ${kind}`,
    stdio: 'ignore',
    env: childEnvironment(),
  });
  const pid = new Promise<number | undefined>((resolve) => {
    child.once('spawn', () => {
      resolve(child.pid);
    });
    child.once('exit', () => {
      resolve(undefined);
    });
  });
  let exited = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      exited = true;
      resolve();
    });
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message, pipes = []) => {
      if (!exited) child.postMessage(message, pipes.map(toPort));
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      if (exited) listener();
      else child.once('exit', listener);
    },
    kill: async () => {
      const known = await pid;
      // SIGKILL, not the polite end: nothing in the child may delay its own end or write after the lock.
      if (!exited && known !== undefined) endProcess(known);
      await gone;
    },
  };
}

/** Ends a process at once; one that is already gone is what was wanted. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The child gets what the keychain needs (D-Bus, home) and nothing that changes how Node runs. */
function childEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(NODE_|ELECTRON_|CLEANDESK_)/.test(entry[0]),
    ),
  );
}

export function openPipe(): [PipeEnd, PipeEnd] {
  const { port1, port2 } = new MessageChannelMain();
  return [toEnd(port1), toEnd(port2)];
}

/** Hands a pipe to a page; its preload passes it on to the page's own world. */
export function deliverPipe(contents: WebContents, kind: ChildKind, end: PipeEnd): void {
  contents.postMessage('cleandesk:port', kind, [toPort(end)]);
}

const ends = new WeakMap<PipeEnd, MessagePortMain>();

function toEnd(port: MessagePortMain): PipeEnd {
  const end = {} as PipeEnd;
  ends.set(end, port);
  return end;
}

function toPort(end: PipeEnd): MessagePortMain {
  const port = ends.get(end);
  if (!port) throw new Error('a pipe of another host');
  return port;
}
