import { z } from 'zod';
import { instant } from '../people.ts';

/** Ed25519 public key: 32 raw bytes in base64url. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** SHA-256 of a certificate's SubjectPublicKeyInfo, lower-case hex. */
export const keyPin = z.string().regex(/^[0-9a-f]{64}$/);
/** The log's name in its checkpoints: what tlog-checkpoint calls origin, without space or plus. */
export const origin = z.string().regex(/^[a-z0-9.:/-]{1,200}$/);

/**
 * What a device must know of its central before it says anything to it: where it is, which keys it has, and a secret
 * that opens its door once. A central that shows other keys is not this central.
 */
export const enrolmentToken = z.strictObject({
  v: z.literal(1),
  url: z.url({ protocol: /^https$/ }).max(300),
  keyPin,
  logKey: publicKey,
  origin,
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  expiresAt: instant,
});
export type EnrolmentToken = z.infer<typeof enrolmentToken>;

const prefix = 'cleandesk-enrol-';

/** One word without line breaks that can be pasted, printed or carried by a managed setting. */
export function writeToken(token: EnrolmentToken): string {
  return prefix + Buffer.from(JSON.stringify(token), 'utf8').toString('base64url');
}

/** @returns null for anything that is not a whole token; white space that a mail put into it is forgiven. */
export function readToken(text: string): EnrolmentToken | null {
  const word = text.replace(/\s+/g, '');
  if (!word.startsWith(prefix)) return null;
  try {
    return enrolmentToken.parse(JSON.parse(Buffer.from(word.slice(prefix.length), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
