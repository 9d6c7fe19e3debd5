import { deskContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

export const deskClient = mainClient(deskContract);

/** The state of this desk window as main last pushed it; null until it has. */
export const useDeskState = pushedState(
  () => deskClient.call('state', {}),
  (listener) => deskClient.on('state', listener),
);
