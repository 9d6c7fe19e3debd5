import { deskState } from '../../shared/console-state.ts';
import type { DeskContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

export const deskClient = mainClient<DeskContract>({ state: () => Promise.resolve(deskState) });

/** The state of this desk window as main last pushed it; null until it has. */
export const { use: useDeskState, isThere: hasDeskState } = pushedState(
  () => deskClient.call('state', {}),
  (listener) => deskClient.on('state', listener),
);
