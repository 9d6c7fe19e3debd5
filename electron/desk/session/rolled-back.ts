import { isForLead } from '../../../shared/contract/gate-process.ts';
import type { AuditLog } from '../audit/types.ts';
import type { State } from './machine.ts';
import type { Outcome } from './session.ts';

/**
 * Drawer or owner's kit over a console whose files were rolled back. Of its log, which is main's, the lead has then seen
 * it; an older copy of the accounts takes no event of a refused attempt, so that main writes it down.
 */
export function noteLeadsWord(audit: AuditLog, state: State, { ok, op, code, grant }: Outcome): void {
  if (state.is !== 'broken' || !isForLead(state.fault)) return;
  if (ok && grant) audit.acceptRollback(grant.via === 'kit' ? 'kit' : 'lead', grant.actor);
  const refused = !ok && code !== 'not-now' && (op === 'drawer' || op === 'kit.open');
  if (refused && state.fault === 'accounts-rolled-back') {
    const via = op === 'drawer' ? 'lead' : 'kit';
    audit.record('rollback.accepted', { database: 'accounts', via, shut: 0 }, { outcome: 'refused' });
  }
}
