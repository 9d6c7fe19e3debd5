import { readAs } from '../../shared/read-as.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Client, Contract } from '../../shared/rpc.ts';
import { atLast } from './at-last.ts';
import { windowBridge } from './window-bridge.ts';

export type MainClient<C extends Contract> = Omit<Client<C>, 'close'>;

/** The schema of each push, read in when the first one comes. */
type SchemasOf<C extends Contract> = { [Name in keyof C['pushes']]: () => Promise<C['pushes'][Name]> };

/**
 * The asking side of the conversation with main, by the contract of this window: a page brings only what it has to
 * check itself, because everything that it brings is read at each start, lock and unlock. A window that main has
 * already replaced answers `closed`.
 */
export function mainClient<C extends Contract>(pushes: SchemasOf<C>): MainClient<C> {
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
      const load = pushes[name];
      let turn = Promise.resolve();
      let stopped = false;
      const stop = windowBridge()?.on((push) => {
        if (push.name !== name) return;
        // One after the other: what was said last is heard last.
        turn = turn.then(async () => {
          const body = readAs(await atLast(load), push.body);
          if (body.success && !stopped) listener(body.data as never);
        });
      });
      return () => {
        stopped = true;
        stop?.();
      };
    },
  };
}
