import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readItem } from '../../../shared/keychain/read-item.ts';
import { instant } from '../../../shared/people.ts';
import { fields, toBase64 } from '../crypto/bytes.ts';
import { stepAt } from '../crypto/totp.ts';
import { hashOf } from './boxes.ts';
import type { AccountDocument, StateDocument } from './documents.ts';

const item = 'anchor:accounts';
/** An item of Windows' keychain holds 2,560 bytes. */
const leadsNamed = 64;

/**
 * What the keychain remembers of accounts.db (design, section 3): its last commit, and what must be known of the state
 * that was lost when an older copy lies in its place.
 */
const anchorDocument = z.strictObject({
  epoch: z.int().nonnegative(),
  /** SHA-256 of the sealed state, and so of every record. Base64. */
  digest: z.base64(),
  highWater: instant,
  /** The outbox's next number. */
  nextEvent: z.int().positive(),
  /** Those who could lead, by a mark of the credentials that they had, with the last TOTP step that each has used. */
  leads: z.record(z.base64(), z.int().nonnegative()),
});
export type Anchor = z.infer<typeof anchorDocument>;

type Anchored = { state: StateDocument; stateBox: Uint8Array; accounts: ReadonlyMap<string, AccountDocument> };

export function anchorOf({ state, stateBox, accounts }: Anchored): Anchor {
  const latest = stepAt(state.highWater) + 1;
  const leads = [...accounts.values()].filter(mayLead).map((lead) => [leadMark(lead), lastStep(lead, latest)] as const);
  return {
    epoch: state.epoch,
    digest: toBase64(hashOf(stateBox)),
    highWater: state.highWater,
    nextEvent: state.outbox.next,
    leads: Object.fromEntries(leads.slice(0, leadsNamed)),
  };
}

/** @returns null when there is none or it says nothing. Throws `KeychainError`. */
export async function readAnchor(keychain: Keychain): Promise<Anchor | null> {
  const read = await readItem(keychain, item, anchorDocument);
  return read === 'unreadable' ? null : read;
}

/** Throws `KeychainError`. */
export async function writeAnchor(keychain: Keychain, anchor: Anchor): Promise<void> {
  await keychain.set(item, JSON.stringify(anchor));
}

/**
 * `next`: one commit further than the keychain knows, because whoever made it ended before the anchor was written.
 * Everything else is another state than the one that this device had last.
 */
export function compareWithAnchor(anchor: Anchor | null, found: Anchor): 'same' | 'next' | 'rolled-back' {
  if (!anchor) return 'rolled-back';
  if (found.epoch === anchor.epoch) return found.digest === anchor.digest ? 'same' : 'rolled-back';
  return found.epoch === anchor.epoch + 1 ? 'next' : 'rolled-back';
}

/** Whether this account could lead, with exactly this credential, when the anchor was written. */
export function isAnchoredLead(anchor: Anchor, account: AccountDocument): boolean {
  return mayLead(account) && anchor.leads[leadMark(account)] !== undefined;
}

/** The last step that this person may have used: exact for a lead, else the last that any right code can have had. */
export function lastStepOf(anchor: Anchor, account: AccountDocument): number {
  return anchor.leads[leadMark(account)] ?? stepAt(anchor.highWater) + 1;
}

const mayLead = ({ role, disabled, enrolment, credential }: AccountDocument): boolean =>
  role === 'lead' && !disabled && !enrolment && credential !== null;

/** One that was used under a clock set ahead, which was set right since, says nothing of the last ones. */
function lastStep({ usedSteps }: AccountDocument, latest: number): number {
  return usedSteps.reduce((last, step) => (step <= latest ? Math.max(last, step) : last), 0);
}

function leadMark({ id, endsOn, credential }: AccountDocument): string {
  const parts = fields('anchor/lead', id, endsOn ?? '', credential?.wrapped ?? '', credential?.totp ?? '');
  return createHash('sha256').update(parts).digest().subarray(0, 12).toString('base64');
}
