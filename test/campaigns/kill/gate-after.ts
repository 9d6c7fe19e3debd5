import { join } from 'node:path';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { stepAt } from '../../../electron/vault/crypto/totp.ts';
import type { ProbePoint } from '../../../electron/vault/gate/probe.ts';
import { openProfile } from '../../../electron/vault/gate/profile.ts';
import { systemClock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { service } from './gate-site.ts';
import { numbersOf } from './outbox-numbers.ts';

/** One sign-in whose gate was killed: what was typed, what was answered (`closed`: nothing) and how far it came. */
export type Attempt = {
  isRight: boolean;
  answer: string;
  reached: readonly ProbePoint[];
  /** When the code was read from the phone. */
  at: number;
};

/** What the accounts' file says: `state` is how the next gate finds it. */
export type Facts = { state: string; failures: number; usedSteps: readonly number[]; pending: OutboxEntry[] };

const nothing = () => undefined;

/** Opens the profile as the next gate does. */
export async function factsOf(folder: string, id: string): Promise<Facts> {
  const keychain = fileKeychain(join(folder, 'keychain'), service);
  const hooks = { beforeCommit: nothing, committed: nothing, anchored: nothing };
  const found = await openProfile(join(folder, 'profile'), keychain, systemClock, hooks);
  if (found.state !== 'ready') return { state: found.state, failures: 0, usedSteps: [], pending: [] };
  const account = found.store.account(id);
  const facts = {
    ...{ state: account ? 'ready' : 'without its owner', failures: account?.tries.failures ?? 0 },
    ...{ usedSteps: account?.usedSteps ?? [], pending: found.store.pendingEvents() },
  };
  found.store.close();
  return facts;
}

/** No kill gives a free guess, and no code opens twice (design, section 4). */
export function judgeAttempt(before: Facts, { isRight, answer, reached, at }: Attempt, after: Facts): string[] {
  if (after.state !== 'ready') return [`the next gate finds the profile ${after.state}`];
  const isUsedNow = after.usedSteps.length > before.usedSteps.length;
  const wasUsed = before.usedSteps.includes(stepAt(at));
  const wasCompared = reached.includes('argon2') || reached.includes('checked') || answer !== 'closed';
  const counted = after.failures - before.failures;
  // The right password with a used code does not count, once that is known.
  const isSettled = isUsedNow || (isRight && wasUsed);
  return [
    ...(wasCompared && counted !== 1 && !isSettled ? [`a guess counts ${counted}, at ${reached.at(-2)}`] : []),
    ...(counted < 0 && !isUsedNow ? ['failures are forgotten'] : []),
    ...(isUsedNow && !isRight ? ['a wrong password has used a code up'] : []),
    ...(answer === 'ok' && !isUsedNow ? ['a code that opened can open again'] : []),
    ...(answer === 'ok' && (!isRight || wasUsed) ? ['what must not open has opened'] : []),
  ];
}

/** Every attempt that was compared is told once; the numbers have no gap. */
export function judgeEvents(events: OutboxEntry[], told: number, attempts: readonly Attempt[]): string[] {
  const signIns = events.filter(({ draft }) => draft.type === 'sign-in').length;
  const compared = attempts.filter(({ reached }) => reached.includes('argon2')).length;
  return [
    ...numbersOf(events, told),
    ...(signIns >= compared && signIns <= attempts.length ? [] : [`${compared} attempts are told as ${signIns}`]),
  ];
}
