import type { ChecklistDeps } from './deps.ts';
import type { ListStore } from './list-store.ts';
import { isOverdue } from './lists.ts';

/** Records once for each list, and once more after a return, that it has not been submitted in time. */
export function noteOverdue({ audit, clock }: Pick<ChecklistDeps, 'audit' | 'clock'>, store: ListStore): void {
  const now = clock.now();
  for (const row of [...store.inState('open'), ...store.inState('returned')]) {
    if (row.overdueNoted || !isOverdue(row, now)) continue;
    audit.transaction(() => {
      store.update({ ...row, overdueNoted: 1 });
      audit.record('checklist.overdue', { list: row.id });
    });
  }
}
