import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { VaultStorage } from './vault-storage.ts';

/** How long events wait that main could not append. Notes stay readable meanwhile (design, section 8). */
const patience = 10_000;

/** Brings events to main, each until main has said that it keeps it. */
export function createPostman(
  storage: Pick<VaultStorage, 'pendingEvents' | 'acknowledge'>,
  send: (entries: OutboxEntry[]) => void,
) {
  const onTheWay = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const deliver = () => {
    try {
      const entries = storage.pendingEvents().filter(({ draft }) => !onTheWay.has(draft.id));
      for (const { draft } of entries) onTheWay.add(draft.id);
      if (entries.length > 0) send(entries);
    } catch {
      later();
    }
  };
  const later = () => {
    timer ??= setTimeout(() => {
      timer = null;
      onTheWay.clear();
      deliver();
    }, patience).unref();
  };
  return {
    deliver,
    kept: (ids: readonly string[]) => {
      try {
        storage.acknowledge(ids);
        for (const id of ids) onTheWay.delete(id);
      } catch {
        later();
      }
    },
    refused: later,
  };
}
