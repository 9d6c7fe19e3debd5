import { DateTime } from 'luxon';
import type { DeskState } from '../../../shared/console-state.ts';
import type { PolicyText } from '../../../shared/contract/ipc.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { OwnFacts } from './automatic.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import { refusesCardData } from './free-text.ts';
import { siteDateAt } from './shift.ts';

type Row = { version: number; ru: string; en: string; publishedAt: number };

/** The security policy's text in its versions, and who acknowledged which of them (PCI DSS 12.6). */
export function createPolicyTexts({ db, audit, clock, site }: ChecklistDeps) {
  const newest = db.prepare<[], Row>(
    'SELECT version, ru, en, published_at AS publishedAt FROM policy_texts ORDER BY version DESC LIMIT 1',
  );
  const insert = db.prepare(
    'INSERT INTO policy_texts (version, ru, en, published_at, published_by) VALUES (?, ?, ?, ?, ?)',
  );
  const acknowledge = db.prepare('INSERT INTO policy_acknowledgements (person, version, at) VALUES (?, ?, ?)');
  const acknowledgedAt = db
    .prepare<[string, number], number>('SELECT max(at) FROM policy_acknowledgements WHERE person = ? AND version >= ?')
    .pluck();

  const read = (): PolicyText | null => {
    const row = newest.get();
    if (!row) return null;
    return { ...row, ru: audit.textOf(row.ru) ?? '', en: audit.textOf(row.en) ?? '' };
  };

  /** When the person last acknowledged that version or a later one; null: never, or more than a year ago. */
  const validSince = (person: string, version: number): number | null => {
    const at = acknowledgedAt.get(person, version) ?? null;
    if (at === null) return null;
    const until = DateTime.fromMillis(at, { zone: site().zone }).plus({ years: 1 }).toMillis();
    return clock.now() < until ? at : null;
  };

  const state = (person: string): DeskState['policyText'] => {
    const version = newest.get()?.version;
    if (version === undefined) return 'none';
    return validSince(person, version) === null ? 'due' : 'acknowledged';
  };

  return {
    read,
    state,
    /** Whether the person has ever acknowledged a version: the person's part of a briefing. */
    everAcknowledged: (person: string): boolean => (acknowledgedAt.get(person, 1) ?? null) !== null,

    facts: (person: string): OwnFacts['policyText'] => {
      const version = newest.get()?.version ?? null;
      const at = version === null ? null : validSince(person, version);
      return {
        state: state(person),
        version,
        acknowledgedOn: at === null ? null : siteDateAt(at, site().zone),
      };
    },

    acknowledge: (
      person: string,
      { version }: Request<'policy-text.acknowledge'>,
    ): Reply<'policy-text.acknowledge'> => {
      const current = newest.get();
      if (!current) return fail('not-found');
      // A newer text was published while this one was being read.
      if (current.version !== version) return fail('not-now');
      if (validSince(person, version) !== null) return ok({});
      audit.transaction(() => {
        acknowledge.run(person, version, clock.now());
        audit.record('policy-text.acknowledged', { version }, { actor: person });
      });
      return ok({});
    },

    publish: (by: Acting, { ru, en }: Request<'policy-text.publish'>): Reply<'policy-text.publish'> => {
      for (const text of [ru, en]) {
        if (refusesCardData(audit, by.actor, 'policy', text)) return fail('card-data');
      }
      const publishedAt = clock.now();
      const version = audit.transaction(() => {
        const next = (newest.get()?.version ?? 0) + 1;
        const digests = { ru: audit.keepText(ru), en: audit.keepText(en) };
        insert.run(next, digests.ru, digests.en, publishedAt, by.actor);
        audit.record('policy-text.published', { version: next, ...digests }, { actor: by.actor });
        return next;
      });
      return ok({ version, ru, en, publishedAt });
    },
  };
}
export type PolicyTexts = ReturnType<typeof createPolicyTexts>;
