import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { writeToken } from '../shared/sync/token.ts';
import type { Identity } from './identity.ts';
import type { Store } from './store/database.ts';
import type { Schema } from './store/schema.ts';

/** How long an enrolment token opens the door. */
const lifetime = 7 * 86_400_000;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/**
 * Makes a token that enrols one device. Only the hash of its secret is kept.
 * @param device the known device that it is for: it may bring a new chain. null: a device that is new.
 */
export async function makeToken(
  store: Store,
  identity: Identity,
  url: string,
  now: number,
  device: string | null = null,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = now + lifetime;
  await store
    .insertInto('tokens')
    .values({ secret_hash: hashOf(secret), expires_at: expiresAt, device })
    .execute();
  const { keyPin, origin } = identity;
  return writeToken({ v: 1, url, keyPin, logKey: identity.logKey.publicKey, origin, secret, expiresAt });
}

/** Spends a secret for a chain. @returns null when it is unknown, spent by another chain, or too old. */
export async function spendToken(
  work: Transaction<Schema>,
  secret: string,
  chain: string,
  now: number,
): Promise<{ device: string | null } | null> {
  const spent = await work
    .updateTable('tokens')
    .set({ used_at: now, used_by: chain })
    .where('secret_hash', '=', hashOf(secret))
    .where('expires_at', '>', now)
    // The same chain may ask again: the reply to its first request may have been lost.
    .where((is) => is.or([is('used_by', 'is', null), is('used_by', '=', chain)]))
    .returning('device')
    .executeTakeFirst();
  return spent ?? null;
}
