import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Grant } from '../../../shared/contract/gate-process.ts';
import { instant, personId } from '../../../shared/people.ts';
import { readAs } from '../../../shared/read-as.ts';
import { stateOf } from '../accounts/directory.ts';
import { fromBase64, sameBytes, utf8 } from '../crypto/bytes.ts';
import { deriveKey, mac } from '../crypto/derive-key.ts';
import type { Gate } from './gate.ts';

/** Two minutes of lead's work, then another proof (design, section 4). */
const livesMilliseconds = 120_000;

const claims = z.strictObject({
  actor: personId.nullable(),
  via: z.enum(['step-up', 'drawer', 'kit']),
  until: instant,
  /** Running time at which it was made, so that a wall clock set back does not prolong it. */
  running: z.int().nonnegative(),
});

/** A proof that a lead (or, with `actor` null, the owner's kit) was here: made and checked by gates, carried by main. */
export function makeGrant(device: Uint8Array, clock: Clock, via: Grant['via'], actor: string | null): Grant {
  const until = clock.now() + livesMilliseconds;
  const body = Buffer.from(
    JSON.stringify({ actor, via, until, running: Math.max(0, Math.round(clock.running())) }),
  ).toString('base64url');
  return { token: `${body}.${Buffer.from(sign(device, body)).toString('base64url')}`, actor, via, until };
}

/** @returns who acts, or null when the grant is forged, over, or its lead no longer leads. */
export function readGrant(gate: Gate, token: string | null): { actor: string | null } | null {
  const [body, signature, ...rest] = (token ?? '').split('.');
  if (!body || !signature || rest.length > 0) return null;
  const genuine = sameBytes(fromBase64(signature), sign(gate.device, body));
  if (!genuine) return null;
  const read = readAs(claims, JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (!read.success) return null;
  const { actor, via, until, running } = read.data;
  const ran = gate.clock.running() - running;
  if (gate.clock.now() >= until || ran < 0 || ran >= livesMilliseconds) return null;
  if (actor === null) return via === 'kit' ? { actor } : null;
  const lead = gate.store.account(actor);
  return lead?.role === 'lead' && stateOf(lead, gate.today()) === 'active' ? { actor } : null;
}

const sign = (device: Uint8Array, body: string): Uint8Array => mac(deriveKey(device, 'grant'), utf8(body));
