import type { FromGate } from '../../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { sweepVaults } from '../notes/sweep.ts';
import type { Courier } from './courier.ts';
import type { Gate } from './gate.ts';

export type Upkeep = {
  /** Expires notes and brings to main what any database has not yet told. */
  run(): Promise<Extract<FromGate, { type: 'swept' }>>;
  /** Main has chained these: they leave the outboxes that they came from. */
  acknowledge(ids: readonly string[]): void;
};

/** What a gate does before anybody signs in: it needs no person's key for it. */
export function createUpkeep({ profile, keychain, clock, store }: Gate, courier: Courier): Upkeep {
  let acknowledgeVaults: (ids: readonly string[]) => void = () => undefined;
  return {
    run: async () => {
      // Leftovers of a killed gate or vault first: they happened before anything that this sweep does.
      const swept = await sweepVaults({ profile, keychain, clock });
      acknowledgeVaults = swept.acknowledge;
      const entries: OutboxEntry[] = [...store.pendingEvents(), ...swept.outbox];
      await courier.deliver(entries);
      return { type: 'swept', notesExpired: swept.notesExpired, clock: swept.clock };
    },
    acknowledge: (ids) => {
      store.forgetEvents(ids);
      acknowledgeVaults(ids);
    },
  };
}
