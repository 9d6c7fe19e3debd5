import { findCardData } from '../../../shared/guard/index.ts';
import type { EventData } from '../../../shared/events/index.ts';
import type { AuditLog } from '../audit/audit-log.ts';

type Field = Extract<EventData<'guard.refused'>['field'], 'comment' | 'reason' | 'reference' | 'policy'>;

/**
 * Whether a free text carries card data. It is then neither stored nor sent, and an event says so without the number
 * (PCI DSS 3.3.1).
 */
export function refusesCardData(audit: AuditLog, actor: string | null, field: Field, text: string): boolean {
  const finding = findCardData(text)[0];
  if (!finding) return false;
  audit.record('guard.refused', { field, kind: finding.kind, masked: false }, { actor, outcome: 'refused' });
  return true;
}
