import { z } from 'zod';
import { fail, type Result } from './result.ts';
import type { Port } from './port.ts';
import { readAs, readEnvelope } from './read-as.ts';

/** One declaration of a conversation: what may be asked, what is answered, what is announced unasked. */
export type Contract = {
  requests: Record<string, { request: z.ZodType; reply: z.ZodType }>;
  pushes: Record<string, z.ZodType>;
};
export type RequestName<C extends Contract> = keyof C['requests'] & string;
export type RequestOf<C extends Contract, N extends RequestName<C>> = z.infer<C['requests'][N]['request']>;
export type ReplyOf<C extends Contract, N extends RequestName<C>> = z.infer<C['requests'][N]['reply']>;
export type PushName<C extends Contract> = keyof C['pushes'] & string;
export type PushOf<C extends Contract, N extends PushName<C>> = z.infer<C['pushes'][N]>;

export type Handlers<C extends Contract> = {
  [N in RequestName<C>]: (request: RequestOf<C, N>) => Result<ReplyOf<C, N>> | Promise<Result<ReplyOf<C, N>>>;
};

export type Client<C extends Contract> = {
  call<N extends RequestName<C>>(name: N, request: RequestOf<C, N>): Promise<Result<ReplyOf<C, N>>>;
  on<N extends PushName<C>>(name: N, listener: (push: PushOf<C, N>) => void): () => void;
  close(): void;
};

const requestFrame = z.strictObject({ id: z.int().nonnegative(), name: z.string().max(64), body: z.unknown() });
const replyFrame = z.union([
  z.strictObject({ id: z.int().nonnegative(), reply: z.unknown() }),
  z.strictObject({ push: z.string().max(64), body: z.unknown() }),
]);

/**
 * Serves one conversation. Anything that does not fit the contract is answered `malformed`, counted through
 * `onMalformed` and has no other effect; a handler that throws answers `internal` and is reported to `onError`.
 * @returns `push`, which announces to the other side.
 */
export function serve<C extends Contract>(
  port: Port,
  contract: C,
  handlers: Handlers<C>,
  watch: { onMalformed: (name: string) => void; onError: (name: string, error: unknown) => void },
): { push: <N extends PushName<C>>(name: N, body: PushOf<C, N>) => void } {
  port.onMessage((message) => {
    const frame = readEnvelope(requestFrame, message);
    if (!frame.success) {
      watch.onMalformed('frame');
      return;
    }
    const { id, name, body } = frame.data;
    void answer(contract, handlers, name, body, watch).then((reply) => {
      port.post({ id, reply });
    });
  });
  return {
    push: (name, body) => {
      port.post({ push: name, body });
    },
  };
}

/** Validates one request by the contract and runs its handler; shared by ports and by Electron's IPC. */
export async function answer<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  name: string,
  body: unknown,
  watch: { onMalformed: (name: string) => void; onError: (name: string, error: unknown) => void },
): Promise<Result<unknown>> {
  const declared = Object.hasOwn(contract.requests, name) ? contract.requests[name] : undefined;
  const request = declared && readAs(declared.request, body);
  if (!declared || !request?.success) {
    watch.onMalformed(declared ? name : 'unknown');
    return fail('malformed');
  }
  try {
    return await handlers[name as RequestName<C>](request.data as never);
  } catch (error) {
    watch.onError(name, error);
    return fail('internal');
  }
}

/** The asking side of a conversation over a port. A closed port answers everything still open with `closed`. */
export function connect<C extends Contract>(port: Port, contract: C): Client<C> {
  return listenTo<C>(port, contract.pushes);
}

/** The same for a page, which brings of a contract only what it has to check itself: what is announced unasked. */
export function listenTo<C extends Contract>(port: Port, pushes: C['pushes']): Client<C> {
  const waiting = new Map<number, (reply: Result<never>) => void>();
  const listeners = new Map<string, Set<(body: never) => void>>();
  let next = 0;
  let closed = false;
  port.onMessage((message) => {
    const frame = readEnvelope(replyFrame, message);
    if (!frame.success) return;
    if ('push' in frame.data) {
      const schema = pushes[frame.data.push];
      const body = schema && readAs(schema, frame.data.body);
      if (body?.success) for (const listener of listeners.get(frame.data.push) ?? []) listener(body.data as never);
      return;
    }
    waiting.get(frame.data.id)?.(frame.data.reply as Result<never>);
    waiting.delete(frame.data.id);
  });
  const end = () => {
    closed = true;
    for (const resolve of waiting.values()) resolve(fail('closed'));
    waiting.clear();
  };
  port.onClose(end);
  return {
    call: (name, request) =>
      new Promise((resolve) => {
        if (closed) {
          resolve(fail('closed'));
          return;
        }
        const id = next++;
        waiting.set(id, resolve);
        port.post({ id, name, body: request });
      }),
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      set.add(listener);
      listeners.set(name, set);
      return () => set.delete(listener);
    },
    close: () => {
      port.close();
      end();
    },
  };
}
