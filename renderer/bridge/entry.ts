import type { EntryContract } from '../../shared/contract/ipc.ts';
import { atLast } from './at-last.ts';
import { mainClient } from './main-client.ts';
import { readTalk } from './ports.ts';
import { pushedState } from './pushed-state.ts';

const readState = async () => (await import('../../shared/console-state.ts')).entryState;

export const entryClient = mainClient<EntryContract>({ state: readState });

/** The state of this entry window as main last pushed it; null until it has. */
export const { use: useEntryState, come: entryStateComes } = pushedState(
  () => entryClient.call('state', {}),
  (listener) => entryClient.on('state', listener),
);

/** The window can be shown. Nothing hangs on whether main hears it. */
export function composed(): void {
  void entryClient.call('composed', {});
}

/** What main and this page have put off can begin. Nothing hangs on whether main hears it. */
export function drawn(): void {
  void entryClient.call('drawn', {});
  void atLast(readState);
  void readTalk();
}

/** Tells main that somebody begins to type a password that may open a desk. Nothing hangs on whether it arrives. */
export function attemptNear(): void {
  void entryClient.call('attempt.near', {});
}
