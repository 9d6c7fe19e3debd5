import { entryState } from '../../shared/console-state.ts';
import type { EntryContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

export const entryClient = mainClient<EntryContract>({ state: entryState });

/** The state of this entry window as main last pushed it; null until it has. */
export const { use: useEntryState, come: entryStateComes } = pushedState(
  () => entryClient.call('state', {}),
  (listener) => entryClient.on('state', listener),
);

/** Tells main that what it has put off can begin. Nothing hangs on whether it arrives. */
export function drawn(): void {
  void entryClient.call('drawn', {});
}

/** Tells main that somebody begins to type a password that may open a desk. Nothing hangs on whether it arrives. */
export function attemptNear(): void {
  void entryClient.call('attempt.near', {});
}
