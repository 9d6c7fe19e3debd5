import type { AuditLog } from '../audit/types.ts';
import type { Fact } from './machine.ts';

/** Writes what a step of the session means for the log, and signs the head at its end (design, section 8). */
export function logFact(audit: Pick<AuditLog, 'record'>, fact: Fact): void {
  const by = { actor: fact.person };
  switch (fact.type) {
    case 'locked': {
      const { cause, masked, since } = fact.lock;
      audit.record('session.locked', { cause, masked }, { ...by, time: since.wall });
      if (fact.lock.break) audit.record('break.began', { kind: fact.lock.break }, { ...by, time: since.wall });
      return;
    }
    case 'break-ended': {
      const seconds = Math.max(0, Math.round((fact.at.running - fact.lock.since.running) / 1000));
      audit.record('break.ended', { kind: fact.lock.break, seconds }, by);
      return;
    }
    case 'signed-out':
      audit.record('session.signed-out', { masked: fact.masked }, by);
      return;
    case 'vault-fault':
      if (fact.kind === 'keychain' || fact.kind === 'storage') {
        audit.record('fault.found', { fault: `vault-${fact.kind}`, keptAside: fact.keptAside }, by);
      } else audit.record('vault.damaged', { owner: fact.person, kind: fact.kind }, { ...by, outcome: 'failed' });
      return;
  }
}
