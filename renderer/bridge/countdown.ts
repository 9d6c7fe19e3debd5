import { countdownState } from '../../shared/console-state.ts';
import type { CountdownContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

const countdownClient = mainClient<CountdownContract>({ state: () => Promise.resolve(countdownState) });

/** The state of this countdown window as main last pushed it; null until it has. */
export const { use: useCountdownState } = pushedState(
  () => countdownClient.call('state', {}),
  (listener) => countdownClient.on('state', listener),
);
