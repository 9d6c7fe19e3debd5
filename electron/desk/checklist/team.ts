import { ok } from '../../../shared/result.ts';
import type { Checklist } from '../../../shared/checklist/types.ts';
import type { Decisions } from './decide.ts';
import type { Acting, ChecklistDeps, Reply, Request } from './deps.ts';
import type { Exceptions } from './exceptions.ts';
import type { ListRow, ListStore } from './list-store.ts';
import type { Lists } from './lists.ts';
import { siteDateAt } from './shift.ts';

/** Older lists are found under their date. */
const waitingDays = 30;

/**
 * What a lead looks at. A date: its lists. No date: today's, those of a shift that began yesterday and still runs, and
 * whatever else waits for a decision, so that a night's list is not lost at midnight.
 */
export function teamLists(
  { clock, site }: Pick<ChecklistDeps, 'clock' | 'site'>,
  store: ListStore,
  { lists, exceptions, decisions }: { lists: Lists; exceptions: Exceptions; decisions: Decisions },
  by: Acting,
  request: Request<'team.lists'>,
): Reply<'team.lists'> {
  const now = clock.now();
  const today = siteDateAt(now, site().zone);
  const date = request.date ?? today;
  const rows = store.onDate(date);
  if (request.date === null) rows.push(...store.runningAt(now), ...store.waiting(now - waitingDays * 86_400_000));
  // A lead sees before confirming that the confirmation would be an exception.
  const shown = (row: ListRow): Checklist =>
    row.state === 'submitted'
      ? { ...lists.view(row), sameIssuer: decisions.issuedLately(by, row.person) }
      : lists.view(row);
  const once = new Map<string, ListRow>(rows.map((row) => [row.id, row]));
  return ok({
    date,
    lists: [...once.values()].sort((one, other) => one.startsAt - other.startsAt).map(shown),
    exceptions: exceptions.openOrOf(date),
  });
}
