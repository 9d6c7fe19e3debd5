import type { SessionFacts } from '../../../shared/contract/gate-process.ts';
import { ok } from '../../../shared/result.ts';
import { canonicalUsername } from '../accounts/names.ts';
import { check, type Proven } from './check.ts';
import type { TypedFactor } from './factor.ts';
import type { Gate } from './gate.ts';
import { refuse, type Turn, type Turns } from './turn.ts';

/** Sign-in by name, password and code or recovery code; unlock by the password of the person whose desk is locked. */
export function signInTurns(gate: Gate): Turns<'sign-in' | 'unlock'> {
  return {
    'sign-in': async ({ username, password, factor }, { session }) => {
      if (session && !session.locked) return refuse('not-now');
      const name = canonicalUsername(username);
      const account = gate.store.byUsername(name);
      const kind = 'code' in factor ? 'code' : 'recovery-code';
      const proven = await check(gate, {
        account,
        name,
        proof: { password },
        factor,
        mayBe: 'active',
        mustLead: false,
        record: (change, outcome, failures) => {
          const person = account?.id ?? null;
          const actor = outcome === 'ok' ? person : null;
          change.event('sign-in', { person, factor: kind, failures }, { actor, outcome });
        },
      });
      return proven.ok ? begin(gate, proven.value, kind) : refuse(proven.code, proven.detail);
    },

    unlock: async ({ password, code }, { session }) => {
      const account = session ? gate.store.account(session.account) : undefined;
      if (!session?.locked || !account) return refuse('not-now');
      // A missing code is a wrong one: it costs an attempt like any other.
      const factor: TypedFactor | null = gate.clock.running() > session.codeAfter ? { code: code ?? '' } : null;
      const kind = factor ? 'code' : 'none';
      const proven = await check(gate, {
        account,
        name: account.username,
        proof: { password },
        factor,
        mayBe: 'active',
        mustLead: false,
        record: (change, outcome, failures) => {
          const actor = outcome === 'ok' ? account.id : null;
          change.event('unlock', { person: account.id, factor: kind, failures }, { actor, outcome });
        },
      });
      return proven.ok ? begin(gate, proven.value, kind) : refuse(proven.code, proven.detail);
    },
  };
}

async function begin(
  gate: Gate,
  proven: Proven,
  factor: SessionFacts['factor'],
): Promise<Turn<{ id: string; role: SessionFacts['role'] }>> {
  const { id, role } = proven.account;
  gate.proven(id);
  await proven.settle();
  const recoveryCodesLeft = gate.store.account(id)?.recoveryCodes.length ?? 0;
  return {
    reply: ok({ id, role }),
    session: { facts: { account: id, role, factor, recoveryCodesLeft }, userKey: proven.userKey },
  };
}
