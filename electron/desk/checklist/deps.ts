import type { Clock } from '../../../shared/clock.ts';
import type { DeskContract, IpcCode } from '../../../shared/contract/ipc.ts';
import type { Person } from '../../../shared/people.ts';
import type { Result } from '../../../shared/result.ts';
import type { ReplyOf, RequestName, RequestOf } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Site } from '../../../shared/site.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import type { AutomaticFacts } from './automatic.ts';

export type ChecklistDeps = {
  db: DeskDatabase;
  audit: AuditLog;
  clock: Clock;
  settings: () => Settings;
  site: () => Site;
  people: () => Person[];
  /** The running console's version. */
  version: string;
  /** What the console sees at this moment; asked for each automatic answer. */
  probes: () => AutomaticFacts;
};

/**
 * Who does lead's work, from the live grant: `actor` is the lead, null the owner's kit. `desk` is the person whose
 * session is open or locked at this desk, null at the sign-in screen.
 */
export type Acting = { actor: string | null; desk: string | null };

/** What a request of the contract answers, or why not. */
export type Reply<N extends RequestName<DeskContract>> = Result<ReplyOf<DeskContract, N>, IpcCode>;
export type Request<N extends RequestName<DeskContract>> = RequestOf<DeskContract, N>;
