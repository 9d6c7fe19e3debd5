import type { Clock } from '../../../shared/clock.ts';
import type { Role } from '../../../shared/people.ts';
import type { AccountDocument, Enrolment, StateDocument } from '../accounts/documents.ts';
import { noTries } from '../accounts/tries.ts';
import { makeLongCode } from '../crypto/long-code.ts';
import { hashLongCode } from './code-hashes.ts';

/** Design, section 4: an enrolment code lives 24 hours and bears 10 tries. */
const livesMilliseconds = 24 * 60 * 60 * 1000;
const enrolmentTries = 10;

export type NewPerson = {
  id: string;
  username: string;
  name: string;
  role: Role;
  team: string;
  temporary: boolean;
  endsOn: string | null;
};

export function newAccount(person: NewPerson): AccountDocument {
  return {
    ...person,
    disabled: false,
    issuedBy: null,
    issuedAt: null,
    enrolment: null,
    credential: null,
    recoveryCodes: [],
    usedSteps: [],
    tries: noTries,
  };
}

/**
 * Gives an account a new enrolment code in place of an earlier one; only its hash stays here.
 * @returns the code, to be handed to that person once.
 */
export function invite(
  device: Uint8Array,
  clock: Clock,
  account: AccountDocument,
  purpose: Enrolment['purpose'],
  issuedBy: string | null,
): { enrolmentCode: string; validUntil: number } {
  const enrolmentCode = makeLongCode('enrolment');
  const validUntil = clock.now() + livesMilliseconds;
  account.enrolment = {
    purpose,
    hash: hashLongCode(device, 'enrolment', account.id, enrolmentCode),
    validUntil,
    tries: 0,
  };
  account.issuedBy = issuedBy;
  account.issuedAt = clock.now();
  return { enrolmentCode, validUntil };
}

/** A clock set back brings no dead code to life: the latest confirmed time counts as well. */
export function isLive(enrolment: Enrolment, state: StateDocument, clock: Clock): boolean {
  return Math.max(clock.now(), state.highWater) < enrolment.validUntil && enrolment.tries < enrolmentTries;
}
