import type { Change } from '../accounts/change.ts';
import type { AccountDocument } from '../accounts/documents.ts';
import { stepAt, stepsOfCode } from '../crypto/totp.ts';
import { confirmClock, raiseHighWater } from './clock-behind.ts';
import { isLongCode } from './code-hashes.ts';
import type { Gate } from './gate.ts';

/** The second factor as typed. */
export type TypedFactor = { code: string } | { recoveryCode: string };

export type FoundFactor =
  { kind: 'step'; step: number } | { kind: 'recovery'; hash: string } | { kind: 'used' } | { kind: 'wrong' };

/** A used step is remembered this long (design, section 4). */
const keptSteps = (90 * 24 * 60 * 60) / 30;

/** @param secret the phone's, or null when there is none: then every code is wrong. */
export function findFactor(
  { device, clock }: Gate,
  account: AccountDocument,
  secret: Uint8Array | null,
  typed: TypedFactor,
): FoundFactor {
  if ('recoveryCode' in typed) {
    const matching = account.recoveryCodes.filter((kept) =>
      isLongCode(device, 'recovery', account.id, typed.recoveryCode, kept),
    );
    return matching[0] === undefined ? { kind: 'wrong' } : { kind: 'recovery', hash: matching[0] };
  }
  if (!secret) return { kind: 'wrong' };
  const steps = stepsOfCode(secret, typed.code, clock.now());
  const fresh = steps.find((step) => !account.usedSteps.includes(step));
  if (fresh !== undefined) return { kind: 'step', step: fresh };
  return steps.length > 0 ? { kind: 'used' } : { kind: 'wrong' };
}

/** Marks a found factor as used, in the commit of the success that it made. */
export function consume({ clock }: Gate, change: Change, account: AccountDocument, factor: FoundFactor): void {
  switch (factor.kind) {
    case 'step':
      if (account.usedSteps.includes(factor.step)) throw new Error('a step that was used meanwhile');
      account.usedSteps = rememberStep(account.usedSteps, factor.step, clock.now());
      raiseHighWater(change, clock);
      return;
    case 'recovery':
      if (!account.recoveryCodes.includes(factor.hash)) throw new Error('a recovery code that was used meanwhile');
      account.recoveryCodes = account.recoveryCodes.filter((kept) => kept !== factor.hash);
      if (account.role === 'lead') confirmClock(change, clock, account.id);
      return;
    case 'used':
    case 'wrong':
      throw new Error('a factor that cannot be consumed');
  }
}

/** Adds a step and forgets those older than 90 days. */
export function rememberStep(used: readonly number[], step: number, now: number): number[] {
  const oldest = stepAt(now) - keptSteps;
  return [...used.filter((known) => known >= oldest), step];
}
