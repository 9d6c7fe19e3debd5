import type { HistoryDay } from '../../../shared/checklist/types.ts';
import type { ChecklistDeps } from './deps.ts';
import type { Exceptions } from './exceptions.ts';
import type { ListStore } from './list-store.ts';
import { isOverdue } from './lists.ts';
import { addDays, siteDateAt } from './shift.ts';

/** A day of several shifts shows the one that needs attention most. */
const worstFirst = ['overdue', 'open', 'returned', 'not-confirmed', 'submitted', 'confirmed', 'none'] as const;

/** A person's last `days` site dates up to today, oldest first. */
export function historyOf(
  { clock, site }: Pick<ChecklistDeps, 'clock' | 'site'>,
  store: ListStore,
  exceptions: Exceptions,
  person: string,
  days: number,
): HistoryDay[] {
  const now = clock.now();
  const today = siteDateAt(now, site().zone);
  const first = addDays(today, 1 - days);
  const lists = store.since(person, first);
  const counts = exceptions.counts(person, first);
  return Array.from({ length: days }, (_, index) => {
    const date = addDays(first, index);
    const states = lists.filter((row) => row.date === date).map((row) => (isOverdue(row, now) ? 'overdue' : row.state));
    return {
      date,
      state: worstFirst.find((state) => states.some((found) => found === state)) ?? 'none',
      exceptions: counts.get(date) ?? 0,
    };
  });
}
