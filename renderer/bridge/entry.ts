import { entryContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

export const entryClient = mainClient(entryContract);

/** The state of this entry window as main last pushed it; null until it has. */
export const useEntryState = pushedState(
  () => entryClient.call('state', {}),
  (listener) => entryClient.on('state', listener),
);
