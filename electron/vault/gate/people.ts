import { v7 } from 'uuid';
import type { Person } from '../../../shared/people.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Change } from '../accounts/change.ts';
import { hasLastingLead, personOf } from '../accounts/directory.ts';
import type { AccountDocument } from '../accounts/documents.ts';
import { noTries } from '../accounts/tries.ts';
import { confirmClock } from './clock-behind.ts';
import type { Gate } from './gate.ts';
import { readGrant } from './grants.ts';
import { invite, newAccount } from './invitations.ts';
import { cardDataInNames, readNames, type GivenNames } from './names-given.ts';
import { refuse, type AttemptFacts, type Turn, type Turns } from './turn.ts';

type PeopleNames =
  | 'people.add'
  | 'people.edit'
  | 'people.reset-phone'
  | 'people.reset-password'
  | 'people.unlock'
  | 'people.disable'
  | 'people.enable';

type Invitation = { person: Person; enrolmentCode: string; validUntil: number };

type Edit = {
  edit(account: AccountDocument, actor: string | null): void;
  record(commit: Change, more: { actor: string | null }): void;
  mayCostLead?: true;
};

/** What somebody may do and until when: never for a lead to change about themselves. */
const rights: ReadonlySet<string> = new Set(['role', 'temporary', 'endsOn']);

/** Lead's work on people. Every request needs a live grant and is one commit with its event. */
export function peopleTurns(gate: Gate): Turns<PeopleNames> {
  const { clock, device, store } = gate;

  /** Changes one known person; refused when afterwards nobody could lead any more. */
  const change = async (
    facts: AttemptFacts,
    id: string,
    { edit, record, mayCostLead }: Edit,
  ): Promise<Turn<{ person: Person }>> => {
    const grant = readGrant(gate, facts.grant);
    const account = store.account(id);
    if (!grant) return refuse('no-grant');
    if (!account) return refuse('not-found');
    const after = structuredClone(account);
    edit(after, grant.actor);
    const others = store.accounts().filter((other) => other.id !== id);
    const led = hasLastingLead([...others, account], gate.today());
    if (led && !mayCostLead && !hasLastingLead([...others, after], gate.today())) return refuse('last-lead');
    await store.commit((commit) => {
      Object.assign(commit.account(id), after);
      record(commit, { actor: grant.actor });
    });
    return { reply: ok({ person: personOf(after, gate.today(), store.now()) }) };
  };

  const reset = async (facts: AttemptFacts, id: string, purpose: 'phone' | 'password'): Promise<Turn<Invitation>> => {
    const made: { enrolmentCode: string; validUntil: number }[] = [];
    const turn = await change(facts, id, {
      edit: (account, actor) => {
        // Somebody who never signed in gets a new first code, whatever the lead called it.
        made.push(invite(device, clock, account, account.credential ? purpose : 'first', actor));
        account.tries = noTries;
        // A lost phone, or the paper beside it, opens nothing from here on.
        if (account.credential) account.credential.totp = null;
        account.recoveryCodes = [];
      },
      record: (commit, more) => {
        if (purpose === 'phone') commit.event('person.phone-reset', { person: id }, more);
        else commit.event('person.password-reset', { person: id, notesShredded: 0 }, more);
      },
      // A sole lead's lost phone must be replaceable, by the kit or by that lead.
      mayCostLead: true,
    });
    const [invitation] = made;
    if (!turn.reply.ok) return { reply: turn.reply };
    if (!invitation) throw new Error('a reset without a code');
    return { reply: ok({ ...turn.reply.value, ...invitation }) };
  };

  return {
    'people.add': async ({ role, temporary, endsOn, ...typed }, facts) => {
      const grant = readGrant(gate, facts.grant);
      if (!grant) return refuse('no-grant');
      const names = await readGuardedNames(gate, typed, grant.actor);
      if (!names.ok) return refuse(names.code, names.detail);
      if (store.byUsername(names.value.username)) return refuse('username-taken');
      const account = newAccount({ id: v7(), ...names.value, role, temporary, endsOn });
      const invitation = invite(device, clock, account, 'first', grant.actor);
      await store.commit((commit) => {
        commit.add(account);
        commit.event('person.added', { person: account.id, role, temporary, endsOn }, { actor: grant.actor });
      });
      return { reply: ok({ person: personOf(account, gate.today(), store.now()), ...invitation }) };
    },

    'people.edit': async ({ id, role, temporary, endsOn, ...typed }, facts) => {
      const grant = readGrant(gate, facts.grant);
      const known = store.account(id);
      if (!grant) return refuse('no-grant');
      if (!known) return refuse('not-found');
      const names = await readGuardedNames(gate, { ...typed, username: known.username }, grant.actor);
      if (!names.ok) return refuse(names.code, names.detail);
      const edited = { name: names.value.name, team: names.value.team, role, temporary, endsOn };
      const fields = Object.keys(edited) as (keyof typeof edited)[];
      const changed = fields.filter((field) => known[field] !== edited[field]);
      // An acting lead until a date would otherwise be one for ever.
      if (grant.actor === id && changed.some((field) => rights.has(field))) return refuse('own-account');
      return change(facts, id, {
        edit: (account) => {
          Object.assign(account, edited);
        },
        record: (commit, more) => {
          commit.event('person.edited', { person: id, changed, role, endsOn }, more);
        },
      });
    },

    'people.reset-phone': ({ id }, facts) => reset(facts, id, 'phone'),
    'people.reset-password': ({ id }, facts) => reset(facts, id, 'password'),

    'people.unlock': ({ id }, facts) =>
      change(facts, id, {
        edit: (account) => {
          account.tries = noTries;
        },
        record: (commit, more) => {
          commit.event('person.unlocked', { person: id }, more);
          confirmClock(commit, clock, more.actor);
        },
      }),

    'people.disable': ({ id }, facts) =>
      change(facts, id, {
        edit: (account) => {
          account.disabled = true;
        },
        record: (commit, more) => {
          commit.event('person.disabled', { person: id }, more);
        },
      }),

    'people.enable': ({ id }, facts) =>
      change(facts, id, {
        edit: (account) => {
          account.disabled = false;
        },
        record: (commit, more) => {
          commit.event('person.enabled', { person: id }, more);
        },
      }),
  };
}

/** Names as a lead typed them; what the guard refuses is told to the log, without the number. */
async function readGuardedNames(
  { store }: Gate,
  typed: GivenNames,
  actor: string | null,
): Promise<Result<GivenNames, 'card-data' | 'malformed'>> {
  const names = readNames(typed);
  const kind = cardDataInNames(typed);
  if (kind) {
    await store.commit((change) => {
      change.event('guard.refused', { field: 'name', kind, masked: false }, { actor, outcome: 'refused' });
    });
  }
  return names;
}
