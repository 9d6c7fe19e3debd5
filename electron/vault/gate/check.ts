import { isDeepStrictEqual } from 'node:util';
import type { EventDraft } from '../../../shared/events/index.ts';
import type { Person } from '../../../shared/people.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Change } from '../accounts/change.ts';
import { stateOf } from '../accounts/directory.ts';
import type { AccountDocument, Tries } from '../accounts/documents.ts';
import type { EventRange } from '../accounts/outbox.ts';
import { cleared, counted, lockMinutes, locksAt, standing, type Standing } from '../accounts/tries.ts';
import { isClockBehind } from './clock-behind.ts';
import { openTotp, strangerKey, workOnPassword } from './credentials.ts';
import { consume, findFactor, type FoundFactor, type TypedFactor } from './factor.ts';
import type { Gate } from './gate.ts';

/** What somebody claims: who they are and how they prove it. */
export type Claim = {
  /** As found by name or session; undefined for a name that nobody has. */
  account: AccountDocument | undefined;
  /** Canonical; counts attempts under names that nobody has. */
  name: string;
  /** The typed password, or the user key that the living vault lends (a step-up). */
  proof: { password: string } | { userKey: Uint8Array };
  factor: TypedFactor | null;
  mayBe: Person['state'];
  mustLead: boolean;
  /** Records the attempt; `failures` are those that no success has cleared, this one included when it is one. */
  record(change: Change, outcome: EventDraft['outcome'], failures: number): void;
};

export type Refusal = 'denied' | 'wait' | 'code-used' | 'clock';

export type Proven = {
  account: AccountDocument;
  userKey: Uint8Array;
  /**
   * Consumes the code, clears the counter and records the success, with whatever else belongs to it, in one commit.
   * Nothing is answered before it. Throws, and the attempt stays a failed one, when the account is not as it was found.
   */
  settle(work?: (change: Change, account: AccountDocument) => void): Promise<void>;
};

/**
 * Design, section 4: count the attempt and commit; Argon2id always; inner tag; code. `settle` then consumes the step,
 * clears the counter and commits; each commit is anchored in the keychain before anything goes on. Every refusal but a
 * used code has cost exactly one Argon2id and one commit, whatever was wrong: the failing attempt and its event are
 * written before anything is compared, and taken back by success. Argon2id itself runs beside the disk and the keychain,
 * and nobody looks at what it has made before both have the attempt (decision 15).
 */
export async function check(gate: Gate, claim: Claim): Promise<Result<Proven, Refusal>> {
  const working = workOnProof(gate, claim);
  // Heard below, and not before the attempt is counted.
  working.catch(() => undefined);
  const attempt = await countAttempt(gate, claim);
  const key = (await working)();
  gate.probe('checked');
  if (attempt.verdict.state === 'wait') return fail('wait', { seconds: attempt.verdict.seconds });
  if (attempt.verdict.state === 'clock') return fail('clock');
  if (attempt.verdict.state === 'locked') return fail('denied');
  const account = claim.account ? gate.store.account(claim.account.id) : undefined;
  if (!account || !key || !mayPass(gate, claim, account)) return fail('denied');
  const factor = claim.factor ? findFactor(gate, account, openTotp(account, key), claim.factor) : null;
  if (factor?.kind === 'wrong') return fail('denied');
  if (factor?.kind === 'used') {
    await takeBack(gate, claim, account, attempt);
    return fail('code-used');
  }
  return ok({
    account,
    userKey: key,
    settle: (work) => settle(gate, claim, account.id, factor, attempt, work),
  });
}

const mayPass = (gate: Gate, { mayBe, mustLead }: Claim, account: AccountDocument): boolean =>
  stateOf(account, gate.today()) === mayBe && (!mustLead || account.role === 'lead');

type Attempt = { verdict: Standing | { state: 'clock' }; before: Tries; after: Tries; events: EventRange };

/** The first commit: from here on the attempt has failed unless the last one says otherwise. */
async function countAttempt(gate: Gate, claim: Claim): Promise<Attempt> {
  const { clock, store, device } = gate;
  const needsClock = claim.factor !== null && 'code' in claim.factor;
  const counting = await store.commit((change) => {
    const holder = claim.account ? change.account(claim.account.id) : change.stranger(strangerKey(device, claim.name));
    const before = holder.tries;
    const verdict =
      needsClock && isClockBehind(change.state, clock) ? ({ state: 'clock' } as const) : standing(before, change.now);
    if (verdict.state === 'open') holder.tries = counted(before, change.now, claim.factor !== null);
    const { failures } = holder.tries;
    claim.record(change, 'refused', failures);
    if (verdict.state === 'open' && claim.account && locksAt(holder.tries)) {
      change.event('account.locked-out', { person: claim.account.id, failures, minutes: lockMinutes });
    }
    return { verdict, before, after: holder.tries };
  });
  return { ...counting, events: store.lastEvents() };
}

/** Everything of the proof that takes long. @returns what looks at it: the user key, or null where it proves nothing. */
async function workOnProof(gate: Gate, { account, name, proof }: Claim): Promise<() => Uint8Array | null> {
  if ('userKey' in proof) return () => proof.userKey;
  const look = await workOnPassword(gate.device, account, name, proof.password, gate.probe);
  return () => {
    const opened = look();
    if (opened.ok) return opened.value;
    // The record around it opened under this device's secret, so that this is neither a foreign file nor bad luck.
    if (opened.code === 'device') throw new Error('a user key that is wrapped for another device');
    return null;
  };
}

/** Design, section 4: the right password with a code that was used already does not count. */
function takeBack(gate: Gate, claim: Claim, { id }: AccountDocument, attempt: Attempt): Promise<void> {
  return gate.store.commit((change) => {
    untouched(change, id, attempt).tries = attempt.before;
    claim.record(change, 'refused', attempt.before.failures);
    change.event('code.used-twice', { person: id }, { outcome: 'refused' });
  }, attempt.events);
}

function settle(
  gate: Gate,
  claim: Claim,
  id: string,
  factor: FoundFactor | null,
  attempt: Attempt,
  work: ((change: Change, account: AccountDocument) => void) | undefined,
): Promise<void> {
  return gate.store.commit((change) => {
    const account = untouched(change, id, attempt);
    // Disabled, ended or reset while its password was looked at.
    if (!mayPass(gate, claim, account)) throw new Error('an account that changed meanwhile');
    account.tries = cleared(attempt.before, factor !== null);
    claim.record(change, 'ok', attempt.before.failures);
    if (factor) consume(gate, change, account, factor);
    work?.(change, account);
  }, attempt.events);
}

/** The account as this attempt left it: what another gate counted meanwhile is never taken back with it. */
function untouched(change: Change, id: string, { after }: Attempt): AccountDocument {
  const account = change.account(id);
  if (!isDeepStrictEqual(account.tries, after)) throw new Error('another attempt was counted meanwhile');
  return account;
}
