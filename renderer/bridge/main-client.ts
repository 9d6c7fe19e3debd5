import { fail, type Result } from '../../shared/result.ts';
import type { Client, Contract } from '../../shared/rpc.ts';
import { windowBridge } from './window-bridge.ts';

export type MainClient<C extends Contract> = Omit<Client<C>, 'close'>;

/**
 * The asking side of the conversation with main, by the contract of this window: a page brings only what it has to
 * check itself, because everything that it brings is read at each start, lock and unlock. A window that main has
 * already replaced answers `closed`.
 */
export function mainClient<C extends Contract>(pushes: C['pushes']): MainClient<C> {
  return {
    call: async (name, request) => {
      const bridge = windowBridge();
      if (!bridge) return fail('closed');
      try {
        return (await bridge.call(name, request)) as Result<never>;
      } catch {
        return fail('closed');
      }
    },
    on: (name, listener) => {
      const schema = pushes[name];
      const stop = windowBridge()?.on((push) => {
        if (push.name !== name || !schema) return;
        const body = schema.safeParse(push.body);
        if (body.success) listener(body.data as never);
      });
      return () => stop?.();
    },
  };
}
