import type { ChecklistDeps } from './deps.ts';
import type { ListStore } from './list-store.ts';

/** Records once for each list, and once more after a return, that it has not been submitted in time. */
export function noteOverdue({ audit, clock }: Pick<ChecklistDeps, 'audit' | 'clock'>, store: ListStore): void {
  for (const row of store.overdueUnnoted(clock.now())) {
    audit.transaction(() => {
      store.update({ ...row, overdueNoted: 1 });
      audit.record('checklist.overdue', { list: row.id });
    });
  }
}
