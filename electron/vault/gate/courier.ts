import type { OutboxEntry } from '../../../shared/contract/outbox.ts';

/** So many events go in one message. */
const batch = 200;

/**
 * Brings events to main and waits until they are chained: nothing is answered with success before (fail closed,
 * design, section 8).
 */
export type Courier = {
  /** @returns false when main could not append them, or not in time. */
  deliver(entries: OutboxEntry[]): Promise<boolean>;
  /** Main's answers. */
  kept(ids: readonly string[]): void;
  refused(): void;
};

export function createCourier(send: (entries: OutboxEntry[]) => void, patience = 10_000): Courier {
  const waiting = new Set<{ open: Set<string>; resolve: (delivered: boolean) => void }>();
  return {
    deliver: (entries) => {
      if (entries.length === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          end(false);
        }, patience);
        const end = (delivered: boolean) => {
          clearTimeout(timer);
          waiting.delete(wait);
          resolve(delivered);
        };
        const wait = { open: new Set(entries.map(({ draft }) => draft.id)), resolve: end };
        waiting.add(wait);
        for (let at = 0; at < entries.length; at += batch) send(entries.slice(at, at + batch));
      });
    },
    kept: (ids) => {
      for (const wait of waiting) {
        for (const id of ids) wait.open.delete(id);
        if (wait.open.size === 0) wait.resolve(true);
      }
    },
    refused: () => {
      for (const wait of waiting) wait.resolve(false);
    },
  };
}
