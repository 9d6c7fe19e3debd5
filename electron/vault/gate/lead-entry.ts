import { ok } from '../../../shared/result.ts';
import { canonicalUsername } from '../accounts/names.ts';
import { counted, noTries, standing } from '../accounts/tries.ts';
import { check } from './check.ts';
import { confirmClock } from './clock-behind.ts';
import { isLongCode } from './code-hashes.ts';
import type { Gate } from './gate.ts';
import { makeGrant } from './grants.ts';
import { refuse, type Turns } from './turn.ts';

/** The three ways to lead's work: a fresh code at the own desk, the drawer at somebody else's, the owner's kit. */
export function leadTurns(gate: Gate): Turns<'step-up' | 'drawer' | 'kit.open'> {
  return {
    'step-up': async ({ code }, { session, borrow }) => {
      const account = session ? gate.store.account(session.account) : undefined;
      if (!session || session.locked || !account) return refuse('not-now');
      const userKey = await borrow();
      if (!userKey) return refuse('not-now');
      const proven = await check(gate, {
        account,
        name: account.username,
        proof: { userKey },
        factor: { code },
        mayBe: 'active',
        mustLead: true,
        record: (change, outcome, failures) => {
          change.event('step-up', { person: account.id, failures }, { actor: account.id, outcome });
        },
      });
      if (!proven.ok) return refuse(proven.code, proven.detail);
      await proven.value.settle();
      const grant = makeGrant(gate.device, gate.clock, 'step-up', account.id);
      return { reply: ok({ until: grant.until }), grant };
    },

    drawer: async ({ username, password, code }) => {
      const name = canonicalUsername(username);
      const account = gate.store.byUsername(name);
      const proven = await check(gate, {
        account,
        name,
        proof: { password },
        factor: { code },
        mayBe: 'active',
        mustLead: true,
        record: (change, outcome, failures) => {
          const person = account?.id ?? null;
          const actor = outcome === 'ok' ? person : null;
          change.event('drawer', { person, failures }, { actor, outcome });
        },
      });
      if (!proven.ok) return refuse(proven.code, proven.detail);
      await proven.value.settle();
      const { id } = proven.value.account;
      const grant = makeGrant(gate.device, gate.clock, 'drawer', id);
      return { reply: ok({ id, until: grant.until }), grant };
    },

    'kit.open': async ({ kitCode }) => {
      const { device, clock, store } = gate;
      // The kit is for emergencies and cannot be guessed: attempts are slowed down, never locked out.
      const { verdict, before } = await store.commit((change) => {
        const tries = change.state.kitTries;
        const now = standing(tries, change.now, false);
        if (now.state === 'open') change.state.kitTries = counted(tries, change.now);
        change.event('kit.used', { failures: change.state.kitTries.failures }, { outcome: 'refused' });
        return { verdict: now, before: tries };
      });
      const events = store.lastEvents();
      const { kit, deviceId } = store.state();
      const right = isLongCode(device, 'kit', deviceId, kitCode, kit) && kit !== null;
      gate.probe('checked');
      if (verdict.state === 'wait') return refuse('wait', { seconds: verdict.seconds });
      if (!right) return refuse('denied');
      await store.commit((change) => {
        change.state.kitTries = noTries;
        change.event('kit.used', { failures: before.failures });
        confirmClock(change, clock, null);
      }, events);
      const grant = makeGrant(device, clock, 'kit', null);
      return { reply: ok({ until: grant.until }), grant };
    },
  };
}
