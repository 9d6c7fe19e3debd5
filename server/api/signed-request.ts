import { signatureFits } from '../../shared/chain/ed25519.ts';
import {
  readCredentials,
  requestBytes,
  requestLifetime,
  type Credentials,
  type RequestFacts,
} from '../../shared/sync/signed-request.ts';
import type { Store, Work } from '../store/database.ts';
import { Refused } from './refusal.ts';

/** What a signed request is, before it is known whose key must have signed it. */
export function credentialsOf(header: string | undefined): Credentials {
  const who = readCredentials(header);
  if (!who) throw new Refused('not-signed');
  return who;
}

/** The key that must have signed for this chain. Refuses whoever is not enrolled, and a preview where none is welcome. */
export async function enrolledChain(store: Store, who: Credentials, allowPreview: boolean): Promise<string> {
  const chain = await store
    .selectFrom('chains')
    .innerJoin('devices', 'devices.id', 'chains.device')
    .select(['chains.device', 'chains.public_key', 'devices.kind'])
    .where('chains.id', '=', who.chain)
    .executeTakeFirst();
  if (chain?.device !== who.device) throw new Refused('not-signed');
  if (chain.kind === 'preview' && !allowPreview) throw new Refused('preview');
  return chain.public_key;
}

/** The request is this chain's and of now. The clock is spoken of only to whoever has the key. */
export function checkSigned(facts: RequestFacts, who: Credentials, publicKey: string, now: number): void {
  const { signature, ...signed } = who;
  if (!signatureFits(publicKey, requestBytes(facts, signed), Buffer.from(signature, 'base64url'))) {
    throw new Refused('not-signed');
  }
  if (Math.abs(now - who.time) > requestLifetime) throw new Refused('clock');
}

/** The request was never taken before (design, section 9); in a transaction that is undone, it was not taken. */
export async function takeOnce(store: Store | Work, who: Credentials, now: number): Promise<void> {
  await store.deleteFrom('requests').where('expires_at', '<', now).execute();
  const taken = await store
    .insertInto('requests')
    .values({ id: `${who.device} ${who.id}`, expires_at: who.time + 2 * requestLifetime })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (Number(taken.numInsertedOrUpdatedRows ?? 0) !== 1) throw new Refused('replay');
}
