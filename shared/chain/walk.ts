import { eventData } from '../events/types.ts';
import { readAs } from '../read-as.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ChainEvent } from './event.ts';
import { verifyHead, type SignedHead } from './head.ts';
import { checkNext, emptyTip, type LinkFault, type Tip } from './link.ts';

export type ChainFault =
  | LinkFault
  | 'not-opened' // the first event is not `chain.opened`, or names another key
  | 'after-close'; // stands after the event that closed the chain

export type HeadFault =
  | 'head-chain' // signs another chain
  | 'head-seq' // signs an event that is not there
  | 'head-hash' // signs another event with this number: one was altered after it was signed
  | 'head-signature'; // is not signed by the chain's key

/** What a chain's first event says of it. */
export type Opening = { publicKey: string; site: string; follows: { chain: string; seq: number; head: string } | null };

/** A proof of one chain from its first event onwards, event by event and head by head, in order. */
export type ChainWalk = {
  /** Takes the bytes that stand next. Nothing may be taken after a fault. */
  event(bytes: Uint8Array): Result<ChainEvent, ChainFault>;
  /** Takes a signed head of the event taken last. */
  head(head: SignedHead): Result<null, HeadFault>;
  tip(): Tip;
  /** The last seq that a good signature covers; −1: none. */
  signedUpTo(): number;
  opening(): Opening | null;
  closed(): boolean;
};

/** @param publicKey the key that the chain must be opened with and its heads be signed by (base64url, raw). */
export function walkChain(chain: string, publicKey: string): ChainWalk {
  let tip = emptyTip(chain);
  let signedUpTo = -1;
  let opening: Opening | null = null;
  let closed = false;
  return {
    event: (bytes) => {
      const next = checkNext(tip, bytes);
      if (!next.ok) return next;
      const { event } = next.value;
      if (closed) return fail('after-close');
      if (event.seq === 0) {
        opening = openingOf(event);
        if (opening?.publicKey !== publicKey) return fail('not-opened');
      }
      closed = event.type === 'chain.closed';
      ({ tip } = next.value);
      return ok(event);
    },
    head: (head) => {
      if (head.chain !== chain) return fail('head-chain');
      if (head.seq !== tip.seq) return fail('head-seq');
      if (head.head !== tip.head) return fail('head-hash');
      if (!verifyHead(publicKey, head)) return fail('head-signature');
      signedUpTo = head.seq;
      return ok(null);
    },
    tip: () => tip,
    signedUpTo: () => signedUpTo,
    opening: () => opening,
    closed: () => closed,
  };
}

function openingOf(event: ChainEvent): Opening | null {
  if (event.type !== 'chain.opened') return null;
  const data = readAs(eventData['chain.opened'], event.data);
  return data.success ? data.data : null;
}
