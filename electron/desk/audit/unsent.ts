import type { ChainRow, ChainStore } from './chain-store.ts';
import type { Unsent } from './types.ts';

/**
 * What central has not acknowledged, over all chains, the oldest first: a chain is taken only after the end of the one
 * that it follows. A chain of which central holds another history is left out; nobody would take its events.
 */
export function createUnsent(store: ChainStore) {
  /** @returns each chain with something to send, its last seq, and the chain that follows it. */
  const stretches = () => {
    const chains = store.chains().filter(({ firstAt }) => firstAt !== null);
    return chains
      .map((row, place) => {
        const follower: ChainRow | undefined = chains[place + 1];
        const end = follower?.firstAt ?? store.length();
        return { row, follower, last: end - (row.firstAt ?? 0) - 1 };
      })
      .filter(({ row, last }) => row.disputed === 0 && row.synced < last);
  };

  return {
    next: (limit: number): Unsent | null => {
      const [first] = stretches();
      if (!first) return null;
      const { row, follower } = first;
      const [opening] = follower ? store.after(follower, -1, 1) : [];
      return {
        chain: row.id,
        synced: row.synced,
        events: store.after(row, row.synced, limit),
        opening: opening?.bytes ?? null,
      };
    },
    count: (): number => stretches().reduce((sum, { row, last }) => sum + last - row.synced, 0),
  };
}
