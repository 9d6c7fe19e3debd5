import type { GateContract } from '../../shared/contract/gate.ts';
import type { Port } from '../../shared/port.ts';
import { fail, type Failure } from '../../shared/result.ts';
import type { Client, Contract } from '../../shared/rpc.ts';
import { atLast } from './at-last.ts';
import { consoleClient } from './console.ts';

/** How long a port may be on its way after main's answer before the attempt counts as closed, in milliseconds. */
const deliveryLimit = 10_000;
/** Far beyond any Argon2id: after it the other end is taken for dead. Not every Chromium tells a page of a dead port. */
const answerLimit = 30_000;

/** A fresh conversation with a gate: one attempt (design, section 4). If none can be had, every call says why. */
export function openGate(): Promise<Client<GateContract>> {
  return openPort<GateContract>('gate', {}, () => consoleClient.call('gate.open', {}));
}

/**
 * A fresh conversation over a port that main delivers as `kind` once it is asked.
 * @param pushes what the other end announces
 */
export async function openPort<C extends Contract>(
  kind: string,
  pushes: C['pushes'],
  ask: () => Promise<{ ok: true } | Failure>,
): Promise<Client<C>> {
  const delivery = awaitPort(kind);
  const talk = readTalk();
  const answer = await ask();
  if (!answer.ok) {
    delivery.cancel();
    return refused(answer);
  }
  const [port, { listenTo }] = await Promise.all([delivery.come(), talk]);
  return port ? withLimit(listenTo<C>(asPort(port), pushes)) : refused(fail('closed'));
}

/** How to talk over a port; the first form does not wait for it. */
export const readTalk = () => atLast(() => import('../../shared/rpc.ts'));

/** Ports are delivered beside the answer, before or after it, as messages of this same window; first asked, first served. */
const waiting = new Map<string, ((port: MessagePort) => void)[]>();

function awaitPort(kind: string): { come: () => Promise<MessagePort | null>; cancel: () => void } {
  if (waiting.size === 0) window.addEventListener('message', receive);
  const queue = waiting.get(kind) ?? [];
  waiting.set(kind, queue);
  let cancel = () => {};
  const port = new Promise<MessagePort | null>((resolve) => {
    queue.push(resolve);
    cancel = () => {
      const place = queue.indexOf(resolve);
      if (place >= 0) queue.splice(place, 1);
      resolve(null);
    };
  });
  const come = () => {
    const timer = setTimeout(cancel, deliveryLimit);
    return port.finally(() => {
      clearTimeout(timer);
    });
  };
  return { come, cancel };
}

function receive(event: MessageEvent<unknown>): void {
  const message = event.data as { cleandesk?: unknown; kind?: unknown } | null;
  const port = event.ports[0];
  if (event.source !== window || message?.cleandesk !== 'port' || typeof message.kind !== 'string' || !port) return;
  const next = waiting.get(message.kind)?.shift();
  if (next) next(port);
  else port.close();
}

function asPort(port: MessagePort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        listener(event.data);
      });
      port.start();
    },
    onClose: (listener) => {
      port.addEventListener('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}

/** A request that stays unanswered closes the conversation, which answers it and everything else with `closed`. */
function withLimit<C extends Contract>(client: Client<C>): Client<C> {
  return {
    ...client,
    call: async (name, request) => {
      const timer = setTimeout(client.close, answerLimit);
      const reply = await client.call(name, request);
      clearTimeout(timer);
      return reply;
    },
  };
}

function refused<C extends Contract>(failure: Failure): Client<C> {
  return { call: () => Promise.resolve(failure), on: () => () => {}, close: () => {} };
}
