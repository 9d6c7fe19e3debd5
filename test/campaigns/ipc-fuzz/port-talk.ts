import type { Port } from '../../../shared/port.ts';

/** Nobody answers so late: what has not answered by then does not. */
const patience = 60_000;

export type PortTalk = {
  /** One request frame. @returns its reply; 'closed' or 'silent' where none came. */
  ask(name: string, body: unknown): Promise<unknown>;
  /** Anything at all. */
  say(message: unknown): void;
  isOpen(): boolean;
  /** The other side is gone: nobody answers any more. */
  end(): void;
};

/** The page's end of a port, in hands that do not keep to its contract. */
export function talkOver(port: Port): PortTalk {
  const waiting = new Map<number, (reply: unknown) => void>();
  let next = 0;
  let open = true;
  port.onMessage((message) => {
    const { id, reply } = message as { id?: number; reply?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.(reply);
    waiting.delete(id);
  });
  const end = () => {
    open = false;
    for (const resolve of waiting.values()) resolve('closed');
    waiting.clear();
  };
  port.onClose(end);
  return {
    ask: (name, body) =>
      new Promise((resolve) => {
        if (!open) {
          resolve('closed');
          return;
        }
        const id = next++;
        const timer = setTimeout(resolve, patience, 'silent');
        waiting.set(id, (reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
        port.post({ id, name, body });
      }),
    say: (message) => {
      port.post(message);
    },
    isOpen: () => open,
    end,
  };
}
