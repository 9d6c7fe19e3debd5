import type { Exception } from '../../../shared/checklist/types.ts';
import { sameIssuer } from '../../../shared/checklist/rules.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import { refusesCardData } from './free-text.ts';
import type { ListRow, ListStore } from './list-store.ts';
import { mayDecide } from './may-decide.ts';

type Row = {
  list: string;
  person: string;
  item: string;
  date: string;
  comment: string | null;
  open: 0 | 1;
  closedBy: string | null;
  closeReason: string | null;
};

const fields = 'list, person, item, date, comment, open, closed_by AS closedBy, close_reason AS closeReason';

/** What a list found wrong, until a lead closes it with a reason. Comments and reasons are digests in the table. */
export function createExceptions({ db, audit, clock, people }: ChecklistDeps, store: ListStore) {
  // A "no" that is given again with the same words stays closed; with other words it is a new matter.
  const insert = db.prepare(
    `INSERT INTO checklist_exceptions (list, item, person, date, comment, open, raised_at) VALUES (?, ?, ?, ?, ?, 1, ?)
     ON CONFLICT (list, item) DO UPDATE SET
       comment = excluded.comment, open = 1, raised_at = excluded.raised_at,
       closed_by = NULL, closed_at = NULL, close_reason = NULL
     WHERE comment IS NOT excluded.comment`,
  );
  const one = db.prepare<[string, string], Row>(
    `SELECT ${fields} FROM checklist_exceptions WHERE list = ? AND item = ?`,
  );
  const openOrOf = db.prepare<[string], Row>(
    `SELECT ${fields} FROM checklist_exceptions WHERE open = 1 OR date = ? ORDER BY raised_at, list, item`,
  );
  const counts = db.prepare<[string, string], { date: string; count: number }>(
    'SELECT date, count(*) AS count FROM checklist_exceptions WHERE person = ? AND date >= ? GROUP BY date',
  );
  const shut = db.prepare(
    `UPDATE checklist_exceptions SET open = 0, closed_by = ?, closed_at = ?, close_reason = ?
     WHERE list = ? AND item = ?`,
  );

  const textOf = (digest: string | null): string | null => (digest === null ? null : audit.textOf(digest));

  const close = (
    by: Acting,
    { list, item, reason }: Request<'team.close-exception'>,
  ): Reply<'team.close-exception'> => {
    const found = one.get(list, item);
    if (!found) return fail('not-found');
    if (!found.open) return fail('not-now');
    // Nobody closes what was found on their own list, nor that they themselves issued and confirmed.
    const ownDecision = item === sameIssuer.item && store.byId(list)?.decidedBy === by.actor;
    if (ownDecision || !mayDecide(by, found.person, people())) return fail('own-list');
    if (refusesCardData(audit, by.actor, 'reason', reason)) return fail('card-data');
    audit.transaction(() => {
      const digest = audit.keepText(reason);
      shut.run(by.actor, clock.now(), digest, list, item);
      audit.record('exception.closed', { list, item, reason: digest }, { actor: by.actor });
    });
    return ok({});
  };

  return {
    raise: (list: Pick<ListRow, 'id' | 'person' | 'date'>, item: string, comment: string | null) => {
      insert.run(list.id, item, list.person, list.date, comment, clock.now());
    },
    /** Every open exception, and those of that site date. */
    openOrOf: (date: string): Exception[] =>
      openOrOf.all(date).map((row) => ({
        ...row,
        comment: textOf(row.comment) ?? '',
        open: row.open === 1,
        closeReason: textOf(row.closeReason),
      })),
    /** How many a person's lists raised, by site date. */
    counts: (person: string, since: string): Map<string, number> =>
      new Map(counts.all(person, since).map(({ date, count }) => [date, count])),
    close,
  };
}
export type Exceptions = ReturnType<typeof createExceptions>;
