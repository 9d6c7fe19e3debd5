import { ok } from '../../../shared/result.ts';
import { isAnchoredLead, lastStepOf, type Anchor } from '../accounts/anchor.ts';
import type { Change } from '../accounts/change.ts';
import { stateOf } from '../accounts/directory.ts';
import type { AccountDocument } from '../accounts/documents.ts';
import { canonicalUsername } from '../accounts/names.ts';
import { noTries } from '../accounts/tries.ts';
import { confirmClock, isClockBehind } from './clock-behind.ts';
import { isLongCode } from './code-hashes.ts';
import { openTotp, workOnPassword } from './credentials.ts';
import { consume, findFactor, type FoundFactor } from './factor.ts';
import type { Gate } from './gate.ts';
import { makeGrant } from './grants.ts';
import { countInKeychain, forgetTries } from './keychain-tries.ts';
import { refuse, type Turns } from './turn.ts';

export type RolledBackGate = Gate & { anchor: Anchor | null };

/**
 * The gate of a profile whose accounts are not those that this device had last. Nobody gets in (design, section 3); the
 * drawer and the owner's kit go on from what was found. The copy's own word about who leads is not enough for that: the
 * keychain's anchor must name that lead, with the password and the phone of the state that was lost.
 * @param accepted called when the state is this device's again.
 */
export function rolledBackTurns(gate: RolledBackGate, accepted: () => void): Turns<'drawer' | 'kit.open'> {
  const { anchor, clock, device, keychain, store } = gate;

  const goOn = async (via: 'lead' | 'kit', actor: string | null, work: (change: Change) => void): Promise<void> => {
    await store.goOnFromHere((change) => {
      const shut = closeWhatCameBack(gate, change);
      work(change);
      change.event('rollback.accepted', { database: 'accounts', via, shut }, { actor });
    });
    await forgetTries(keychain);
    accepted();
  };

  return {
    drawer: async ({ username, password, code }) => {
      const highWater = Math.max(store.state().highWater, anchor?.highWater ?? 0);
      const behind = isClockBehind({ highWater }, clock);
      const verdict = await countInKeychain(keychain, store.now(), { mayLock: true, counts: !behind });
      const name = canonicalUsername(username);
      const found = store.byUsername(name);
      const key = (await workOnPassword(device, found, name, password, gate.probe))();
      gate.probe('checked');
      if (verdict.state === 'wait') return refuse('wait', { seconds: verdict.seconds });
      if (behind) return refuse('clock');
      if (verdict.state === 'locked' || !found || !key.ok || !anchor) return refuse('denied');
      if (!isAnchoredLead(anchor, found) || stateOf(found, gate.today()) !== 'active') return refuse('denied');
      const factor = findFactor(gate, withClosedSteps(gate, found), openTotp(found, key.value), { code });
      if (factor.kind === 'used') return refuse('code-used');
      if (factor.kind === 'wrong') return refuse('denied');
      await goOn('lead', found.id, (change) => {
        takeLead(gate, change, found.id, factor);
      });
      const grant = makeGrant(device, clock, 'drawer', found.id);
      return { reply: ok({ id: found.id, until: grant.until }), grant };
    },

    'kit.open': async ({ kitCode }) => {
      const verdict = await countInKeychain(keychain, store.now(), { mayLock: false, counts: true });
      const { kit, deviceId } = store.state();
      const right = isLongCode(device, 'kit', deviceId, kitCode, kit) && kit !== null;
      gate.probe('checked');
      if (verdict.state === 'wait') return refuse('wait', { seconds: verdict.seconds });
      if (!right) return refuse('denied');
      await goOn('kit', null, (change) => {
        change.state.kitTries = noTries;
        change.event('kit.used', { failures: 0 });
        confirmClock(change, clock, null);
      });
      const grant = makeGrant(device, clock, 'kit', null);
      return { reply: ok({ until: grant.until }), grant };
    },
  };
}

/** The lead's code is used and the lead's own counter cleared, as after any drawer. */
function takeLead(gate: Gate, change: Change, id: string, factor: FoundFactor): void {
  const lead = change.account(id);
  consume(gate, change, lead, factor);
  lead.tries = noTries;
  change.event('drawer', { person: id, failures: 0 }, { actor: id });
}

/**
 * An older copy brings back what was used up since: steps, recovery codes and enrolment codes are closed. It brings
 * back people who were put out, too: whoever the anchor does not name stays out until a lead lets them in again.
 * @returns how many people that are.
 */
function closeWhatCameBack(gate: RolledBackGate, change: Change): number {
  let shut = 0;
  for (const { id } of change.accounts()) {
    const account = change.account(id);
    account.usedSteps = withClosedSteps(gate, account).usedSteps;
    account.recoveryCodes = [];
    const mayStay = gate.anchor !== null && isAnchoredLead(gate.anchor, account);
    account.enrolment = null;
    if (account.disabled || mayStay) continue;
    account.disabled = true;
    shut += 1;
  }
  return shut;
}

/** What was used since the copy was made is not known: no code of the last minutes counts before a newer one. */
function withClosedSteps({ anchor }: RolledBackGate, account: AccountDocument): AccountDocument {
  const last = anchor ? lastStepOf(anchor, account) : 0;
  // A clock up to 90 s behind is accepted, and a code one step before or after it.
  const closed = [5, 4, 3, 2, 1, 0].map((back) => last - back).filter((step) => step >= 0);
  return { ...account, usedSteps: [...new Set([...account.usedSteps, ...closed])] };
}
