import type { Person } from '../../../shared/people.ts';
import type { AccountDocument, Moment } from './documents.ts';
import { standing } from './tries.ts';

/** The state of an account on a site date (`YYYY-MM-DD`, which sorts as text). */
export function stateOf(account: AccountDocument, today: string): Person['state'] {
  if (account.disabled) return 'disabled';
  if (account.endsOn !== null && account.endsOn < today) return 'ended';
  if (!account.credential) return 'invited';
  return account.enrolment ? 'resetting' : 'active';
}

/** What may leave the gate of an account: nothing that checks or opens anything. */
export function personOf(account: AccountDocument, today: string, now: Moment): Person {
  const tries = standing(account.tries, now);
  return {
    id: account.id,
    username: account.username,
    name: account.name,
    role: account.role,
    team: account.team,
    temporary: account.temporary,
    endsOn: account.endsOn,
    state: stateOf(account, today),
    lockedUntil: tries.state === 'locked' ? tries.until : null,
    recoveryCodesLeft: account.recoveryCodes.length,
    issuedBy: account.issuedBy,
    issuedAt: account.issuedAt,
  };
}

/**
 * Whether somebody could still lead: an active lead without an end date. A change after which nobody could is refused
 * (design, section 4).
 */
export function hasLastingLead(accounts: AccountDocument[], today: string): boolean {
  return accounts.some(
    (account) => account.role === 'lead' && account.endsOn === null && stateOf(account, today) === 'active',
  );
}
