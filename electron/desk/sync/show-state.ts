import { parseEvent } from '../../../shared/chain/event.ts';
import type { CentralState } from '../../../shared/console-state.ts';
import type { AuditLog } from '../audit/types.ts';
import type { Enrolment } from './enrolment-store.ts';

export type Trouble = { state: 'offline' | 'refused' | 'wrong-identity' | 'conflict'; problem: string };

/** What the sync knows of itself, as the screens show it. */
export function showState(
  audit: Pick<AuditLog, 'waiting' | 'unsent'>,
  enrolment: Enrolment | null,
  now: { trouble: Trouble | null; sending: boolean; lastContact: number | null; nextTry: number | null },
): CentralState {
  const { trouble, sending, lastContact, nextTry } = now;
  const waits = enrolment ? audit.waiting() : 0;
  const [oldest] = waits > 0 ? (audit.unsent(1)?.events ?? []) : [];
  return {
    state: !enrolment ? 'none' : (trouble?.state ?? (sending || waits > 0 ? 'sending' : 'up-to-date')),
    url: enrolment?.url ?? null,
    waiting: waits,
    waitingSince: oldest ? timeOf(oldest.bytes) : null,
    ...{ lastContact, nextTry },
    problem: trouble?.problem ?? null,
    alert: enrolment?.alert ?? null,
    checkpoint: enrolment && { size: enrolment.size, root: enrolment.root },
  };
}

/** null for a damaged row: the proof finds it, Activity shows it, and a desk that still works must not end over it. */
function timeOf(bytes: Uint8Array): number | null {
  const event = parseEvent(bytes);
  return event.ok ? event.value.time : null;
}
