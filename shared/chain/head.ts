import { z } from 'zod';
import { instant } from '../people.ts';
import { canonicalText } from './canonical.ts';
import { hash } from './hash.ts';
import { verifySignature, type SigningKey } from './keys.ts';

/**
 * A chain up to and including `seq`, signed: `head` is the leaf hash of that event, and through `prev` it stands for
 * every event before it.
 */
export const signedHead = z.strictObject({
  chain: z.uuid(),
  seq: z.int().nonnegative(),
  head: hash,
  /** When it was signed. */
  time: instant,
  /** base64url Ed25519 over `headBytes`. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type SignedHead = z.infer<typeof signedHead>;
export type Head = Omit<SignedHead, 'signature'>;

/** Keeps a signature of a head from being one of anything else, and the reverse. */
const domain = Buffer.from('cleandesk-head-v1\n', 'utf8');

/** What is signed: the domain's line, then the RFC 8785 form of {chain, head, seq, time}. */
export function headBytes({ chain, seq, head, time }: Head): Buffer {
  return Buffer.concat([domain, Buffer.from(canonicalText({ chain, head, seq, time }) ?? '', 'utf8')]);
}

export function signHead(key: SigningKey, head: Head): SignedHead {
  const { chain, seq, time } = head;
  return { chain, seq, head: head.head, time, signature: key.sign(headBytes(head)).toString('base64url') };
}

export function verifyHead(publicKey: string, head: SignedHead): boolean {
  return verifySignature(publicKey, headBytes(head), head.signature);
}
