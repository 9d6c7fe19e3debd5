import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instant } from '../people.ts';

/** How far a request's time may be from central's, in milliseconds (design, section 9: valid 60 s). */
export const requestLifetime = 60_000;

/** Who asks, as the `authorization` header carries it. The key that signs is the chain's. */
const credentials = z.strictObject({
  device: z.uuid(),
  chain: z.uuid(),
  time: instant,
  /** Never used twice by one device. */
  id: z.uuid(),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type Credentials = z.infer<typeof credentials>;

const scheme = 'Cleandesk-Ed25519 ';

export function writeCredentials(value: Credentials): string {
  return scheme + Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

export function readCredentials(header: string | undefined): Credentials | null {
  if (!header?.startsWith(scheme) || header.length > 1000) return null;
  try {
    return credentials.parse(JSON.parse(Buffer.from(header.slice(scheme.length), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** What one request's signature covers, beside the credentials. `audience` is the log's origin. */
export type RequestFacts = { method: string; path: string; body: Uint8Array; audience: string };

/** The bytes that are signed. The first line keeps this signature from being one of anything else. */
export function requestBytes(facts: RequestFacts, who: Omit<Credentials, 'signature'>): Uint8Array {
  const body = createHash('sha256').update(facts.body).digest('hex');
  const lines = [facts.method, facts.path, body, facts.audience, who.device, who.chain, String(who.time), who.id];
  return Buffer.from(`cleandesk-request-v1\n${lines.join('\n')}\n`, 'utf8');
}
