import { fail, ok } from '../../../shared/result.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import { mayDecide } from './may-decide.ts';

/** A lead's part of the briefing of temporary staff; the person's part is the security policy, acknowledged. */
export function createBriefings({ db, audit, clock, people }: ChecklistDeps) {
  const insert = db.prepare('INSERT OR IGNORE INTO briefings (person, at, confirmed_by) VALUES (?, ?, ?)');
  const find = db.prepare<[string], number>('SELECT at FROM briefings WHERE person = ?').pluck();
  const isBriefed = (person: string): boolean => find.get(person) !== undefined;
  return {
    isBriefed,
    brief: (by: Acting, { person }: Request<'team.brief'>): Reply<'team.brief'> => {
      if (!people().some(({ id }) => id === person)) return fail('not-found');
      if (!mayDecide(by, person, people())) return fail('own-list');
      if (isBriefed(person)) return ok({});
      audit.transaction(() => {
        insert.run(person, clock.now(), by.actor);
        audit.record('briefing.confirmed', { person }, { actor: by.actor });
      });
      return ok({});
    },
  };
}
