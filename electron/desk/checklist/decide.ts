import type { IpcCode } from '../../../shared/contract/ipc.ts';
import { sameIssuer } from '../../../shared/checklist/rules.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import type { Exceptions } from './exceptions.ts';
import { refusesCardData } from './free-text.ts';
import type { ListRow, ListStore } from './list-store.ts';
import { mayDecide } from './may-decide.ts';

const issuerDays = 7;

/** Confirms, returns, and ends what nobody can confirm. */
export function createDecisions(
  { audit, clock, settings, people }: ChecklistDeps,
  store: ListStore,
  exceptions: Exceptions,
) {
  /** A lead who has just let somebody in anew could have made that person up (design, section 7). */
  const issuedLately = (by: Acting, person: string): boolean => {
    const issued = people().find(({ id }) => id === person);
    if (!issued || issued.issuedAt === null || issued.issuedBy !== by.actor) return false;
    return clock.now() - issued.issuedAt <= issuerDays * 86_400_000;
  };

  const refusal = (by: Acting, row: ListRow | undefined): IpcCode | null => {
    if (!row) return 'not-found';
    if (!mayDecide(by, row.person, people())) return 'own-list';
    return row.state === 'submitted' ? null : 'not-now';
  };

  const confirmOne = (by: Acting, id: string): IpcCode | null => {
    const row = store.byId(id);
    const refused = refusal(by, row);
    if (refused === 'own-list' && row) {
      const data = { list: id, person: row.person, sameIssuer: false };
      audit.record('checklist.confirmed', data, { actor: by.actor, outcome: 'refused' });
    }
    if (refused || !row) return refused;
    const now = clock.now();
    const same = issuedLately(by, row.person);
    store.update({ ...row, state: 'confirmed', decidedBy: by.actor, decidedAt: now, sameIssuer: same ? 1 : 0 });
    if (same) exceptions.raise(row, sameIssuer.item, null);
    audit.record('checklist.confirmed', { list: id, person: row.person, sameIssuer: same }, { actor: by.actor });
    return null;
  };

  return {
    issuedLately,

    /** All that can be confirmed is; where nothing can and all for one reason, that reason is the answer. */
    confirm: (by: Acting, { lists }: Request<'team.confirm'>): Reply<'team.confirm'> => {
      const outcomes = audit.transaction(() => [...new Set(lists)].map((id) => ({ id, refused: confirmOne(by, id) })));
      const confirmed = outcomes.filter(({ refused }) => refused === null).map(({ id }) => id);
      const refused = outcomes.filter((outcome) => outcome.refused !== null);
      const reasons = new Set(refused.map((outcome) => outcome.refused));
      const [reason] = reasons;
      if (confirmed.length === 0 && reasons.size === 1 && reason) return fail(reason);
      return ok({ confirmed, refused: refused.map(({ id }) => id) });
    },

    returnList: (by: Acting, { list, reason }: Request<'team.return'>): Reply<'team.return'> => {
      const row = store.byId(list);
      const refused = refusal(by, row);
      if (refused || !row) return fail(refused ?? 'not-found');
      if (refusesCardData(audit, by.actor, 'reason', reason)) return fail('card-data');
      audit.transaction(() => {
        const now = clock.now();
        const digest = audit.keepText(reason);
        // Its person has as long again as for a fresh one.
        const dueAt = Math.max(row.dueAt, now + settings().checklistDueMinutes * 60_000);
        store.update({ ...row, state: 'returned', dueAt, decidedBy: by.actor, decidedAt: now, returnReason: digest });
        audit.record('checklist.returned', { list, person: row.person, reason: digest }, { actor: by.actor });
      });
      return ok({});
    },

    /** A sole lead's own list, submitted and with its shift over, ends unconfirmed and says so. */
    endSoleLeads: (): void => {
      const now = clock.now();
      const leads = people().filter(
        ({ role, state }) => role === 'lead' && (state === 'active' || state === 'resetting'),
      );
      const [sole] = leads;
      if (leads.length !== 1 || !sole) return;
      for (const row of store.undecided(sole.id, now)) {
        audit.transaction(() => {
          store.update({ ...row, state: 'not-confirmed', decidedAt: now });
          audit.record('checklist.not-confirmed', { list: row.id, reason: 'sole-lead' });
        });
      }
    },
  };
}
export type Decisions = ReturnType<typeof createDecisions>;
