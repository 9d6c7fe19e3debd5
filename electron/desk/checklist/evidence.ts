import { DateTime } from 'luxon';
import { evidenceItems } from '../../../shared/checklist/templates.ts';
import type { ChecklistItem, Evidence } from '../../../shared/checklist/types.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import { refusesCardData } from './free-text.ts';

/** How long an answer counts; a shift's items are never evidence. */
const periods = {
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const satisfies Record<Exclude<ChecklistItem['cadence'], 'shift'>, object>;

/** Dated points of IT and leads: who answered what, when, and where the proof lies. */
export function createEvidence({ db, audit, clock, site }: ChecklistDeps) {
  const newestFirst = db.prepare<[], Evidence>(
    `SELECT item, answer, reference, recorded_by AS recordedBy, recorded_at AS recordedAt, valid_until AS validUntil
     FROM evidence ORDER BY id DESC LIMIT 1000`,
  );
  const insert = db.prepare(
    `INSERT INTO evidence (item, answer, reference, recorded_by, recorded_at, valid_until) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return {
    list: (): Evidence[] => newestFirst.all().map((row) => ({ ...row, reference: audit.textOf(row.reference) ?? '' })),

    record: (by: Acting, given: Request<'evidence.record'>): Reply<'evidence.record'> => {
      const item = evidenceItems.find(({ id }) => id === given.item);
      if (!item || item.cadence === 'shift') return fail('not-found');
      if (refusesCardData(audit, by.actor, 'reference', given.reference)) return fail('card-data');
      const recordedAt = clock.now();
      const validUntil = DateTime.fromMillis(recordedAt, { zone: site().zone })
        .plus(periods[item.cadence])
        .toFormat('yyyy-MM-dd');
      audit.transaction(() => {
        const reference = audit.keepText(given.reference);
        insert.run(item.id, given.answer, reference, by.actor, recordedAt, validUntil);
        audit.record(
          'evidence.recorded',
          { item: item.id, answer: given.answer, reference, validUntil },
          { actor: by.actor },
        );
      });
      return ok({ ...given, recordedBy: by.actor, recordedAt, validUntil });
    },
  };
}
