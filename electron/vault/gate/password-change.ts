import { ok } from '../../../shared/result.ts';
import { check } from './check.ts';
import { makeCredential, newPassword, openTotp } from './credentials.ts';
import type { Gate } from './gate.ts';
import { weaknessOf } from './password-strength.ts';
import { refuse, type Turns } from './turn.ts';

/** At the own, open desk: the old password and a fresh code; the user key, and with it every note, stays. */
export function passwordTurns(gate: Gate): Turns<'password.change'> {
  return {
    'password.change': async ({ password, newPassword: chosen, code }, { session }) => {
      const account = session ? gate.store.account(session.account) : undefined;
      if (!session || session.locked || !account) return refuse('not-now');
      // Before anything is counted, so that a refused choice costs neither an attempt nor a code.
      const reason = await weaknessOf(chosen, [account.name, account.username, gate.store.state().site.name]);
      if (reason) return refuse('weak-password', { reason });
      const proven = await check(gate, {
        account,
        name: account.username,
        proof: { password },
        factor: { code },
        mayBe: 'active',
        mustLead: false,
        record: (change, outcome) => {
          change.event('person.password-changed', { person: account.id }, { actor: account.id, outcome });
        },
      });
      if (!proven.ok) return refuse(proven.code, proven.detail);
      const { userKey, settle } = proven.value;
      const totp = openTotp(proven.value.account, userKey);
      if (!totp) throw new Error('a code was right without a secret');
      const credential = makeCredential(gate.device, account.id, await newPassword(chosen, gate.probe), userKey, totp);
      await settle((_change, changed) => {
        changed.credential = credential;
      });
      return { reply: ok({}) };
    },
  };
}
