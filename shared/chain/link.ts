import { fail, ok, type Result } from '../result.ts';
import { parseEvent, type ChainEvent, type EventFault } from './event.ts';
import { eventHash, noHash } from './hash.ts';

/** How far a chain is proven: the last good event. `seq` −1 with `noHash` is the empty chain. */
export type Tip = { chain: string; seq: number; head: string };

export const emptyTip = (chain: string): Tip => ({ chain, seq: -1, head: noHash });

export type LinkFault =
  | EventFault
  | 'other-chain' // belongs to another chain
  | 'seq' // not the number that comes next: something was removed, repeated or swapped
  | 'prev'; // does not carry the hash of the event before it: one of the two was altered

/**
 * Checks that these bytes are the event that comes next after `tip`, in canonical form and linked to it by hash.
 * Signatures are of heads, not of events: see `verifyHead`.
 * @returns the event and the tip after it.
 */
export function checkNext(tip: Tip, bytes: Uint8Array): Result<{ event: ChainEvent; tip: Tip }, LinkFault> {
  const event = parseEvent(bytes);
  if (!event.ok) return event;
  const { chain, seq, prev } = event.value;
  if (chain !== tip.chain) return fail('other-chain');
  if (seq !== tip.seq + 1) return fail('seq');
  if (prev !== tip.head) return fail('prev');
  return ok({ event: event.value, tip: { chain, seq, head: eventHash(bytes) } });
}
