import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { Child } from '../host.ts';

/** A child's committed events: chained and acknowledged, or refused as a whole, which makes the child refuse too. */
export function answerOutbox(child: Child, entries: OutboxEntry[], accept: (entries: OutboxEntry[]) => boolean): void {
  if (accept(entries)) child.send({ type: 'outbox-kept', ids: entries.map(({ draft }) => draft.id) });
  else child.send({ type: 'outbox-refused' });
}
