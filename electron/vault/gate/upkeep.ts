import type { FromGate } from '../../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { AccountsStore } from '../accounts/store.ts';
import { sweepVaults, type Sweep } from '../notes/sweep.ts';
import type { Courier } from './courier.ts';
import type { Gate } from './gate.ts';

const retryIn = 60_000;

export type Upkeep = {
  /** Expires notes and brings to main what any database has not yet told. */
  run(timeConfirmed: boolean): Promise<Extract<FromGate, { type: 'swept' }>>;
  /** Main has chained these: they leave the outboxes that they came from. */
  acknowledge(ids: readonly string[]): Promise<void>;
};

/** What a gate does before anybody signs in: it needs no person's key for it. */
export function createUpkeep({ profile, keychain, clock, store }: Gate, courier: Courier): Upkeep {
  let acknowledgeVaults: (ids: readonly string[]) => void = () => undefined;
  return {
    run: async (timeConfirmed) => {
      const swept = await sweepVaults({ profile, keychain, clock, timeConfirmed }).catch(notSwept);
      acknowledgeVaults = swept.acknowledge;
      await courier.deliver([...pending(store), ...swept.outbox]);
      return { type: 'swept', notesExpired: swept.notesExpired, clock: swept.clock, nextIn: swept.nextIn };
    },
    acknowledge: async (ids) => {
      try {
        await store.forgetEvents(ids);
        acknowledgeVaults(ids);
      } catch {
        // Disk or keychain does not take it: they stay or the next commit anchors it; main knows them by their ids.
      }
    },
  };
}

/** None when the disk does not answer: they stay where they are. */
function pending(store: AccountsStore): OutboxEntry[] {
  try {
    return store.pendingEvents();
  } catch {
    return [];
  }
}

/** The keychain or the disk does not answer: nothing was expired, it is tried again and the next gate names the fault. */
function notSwept(): Sweep {
  return { notesExpired: 0, clock: 'steady', nextIn: retryIn, outbox: [], acknowledge: () => undefined };
}
