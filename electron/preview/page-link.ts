import type { WebSocket } from 'ws';
import { parseJson } from '../../shared/json.ts';
import { readAs } from '../../shared/read-as.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { ChildKind, PipeEnd, WindowRole } from '../desk/host.ts';
import { fromPage, type ToPage } from './page-wire.ts';
import { hold } from './pipes.ts';

export type Route = (role: WindowRole, name: string, body: unknown) => Promise<Result<unknown>>;

/** The one browser tab that shows the console now, as a window of some role. */
export type PageLink = {
  role: WindowRole;
  push(name: string, body: unknown): void;
  deliver(kind: ChildKind, end: PipeEnd): void;
  go(role: WindowRole): void;
  taken(): void;
  close(): void;
};

/** Speaks to one page. Whatever does not fit the wire is counted and has no other effect. */
export function linkPage(
  socket: WebSocket,
  role: WindowRole,
  route: Route,
  watch: { malformed: (name: string) => void; closed: () => void },
): PageLink {
  const held = new Map<number, ReturnType<typeof hold>>();
  let nextPort = 1;
  const send = (message: ToPage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : readAs(fromPage, parseJson(String(data)));
    if (!message?.success) {
      watch.malformed('frame');
      return;
    }
    const frame = message.data;
    if ('id' in frame)
      void route(role, frame.name, frame.body)
        .catch(() => fail('internal'))
        .then((reply) => {
          send({ id: frame.id, reply });
        });
    else if ('post' in frame) held.get(frame.port)?.post(frame.post);
    else {
      held.get(frame.port)?.close();
      held.delete(frame.port);
    }
  });
  socket.on('close', () => {
    for (const pipe of held.values()) pipe.close();
    held.clear();
    watch.closed();
  });
  return {
    role,
    push: (name, body) => {
      send({ push: { name, body } });
    },
    deliver: (kind, end) => {
      const port = nextPort++;
      send({ open: port, kind });
      held.set(
        port,
        hold(end, {
          post: (message) => {
            send({ port, post: message });
          },
          closed: () => {
            send({ port, close: true });
          },
        }),
      );
    },
    go: (to) => {
      send({ go: to });
    },
    taken: () => {
      send({ taken: true });
      socket.close();
    },
    close: () => {
      socket.close();
    },
  };
}
