import { ok } from '../../../shared/result.ts';
import type { ChecklistDeps, Reply, Request } from './deps.ts';
import type { Exceptions } from './exceptions.ts';
import type { ListRow, ListStore } from './list-store.ts';
import type { Lists } from './lists.ts';
import { siteDateAt } from './shift.ts';

/**
 * What a lead looks at. A date: its lists. No date: today's, those of a shift that began yesterday and still runs, and
 * whatever else waits for a decision, so that a night's list is not lost at midnight.
 */
export function teamLists(
  { clock, site }: Pick<ChecklistDeps, 'clock' | 'site'>,
  store: ListStore,
  { lists, exceptions }: { lists: Lists; exceptions: Exceptions },
  request: Request<'team.lists'>,
): Reply<'team.lists'> {
  const now = clock.now();
  const today = siteDateAt(now, site().zone);
  const date = request.date ?? today;
  const rows = store.onDate(date);
  if (request.date === null) rows.push(...store.runningAt(now), ...store.inState('submitted'));
  const once = new Map<string, ListRow>(rows.map((row) => [row.id, row]));
  return ok({
    date,
    lists: [...once.values()].sort((one, other) => one.startsAt - other.startsAt).map(lists.view),
    exceptions: exceptions.openOrOf(date),
  });
}
