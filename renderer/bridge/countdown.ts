import { countdownContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';
import { pushedState } from './pushed-state.ts';

const countdownClient = mainClient(countdownContract);

/** The state of this countdown window as main last pushed it; null until it has. */
export const useCountdownState = pushedState(
  () => countdownClient.call('state', {}),
  (listener) => countdownClient.on('state', listener),
);
