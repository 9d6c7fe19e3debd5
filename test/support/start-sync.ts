import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { createSync, type Sync } from '../../electron/desk/sync/index.ts';
import type { Clock } from '../../shared/clock.ts';

/** The sync of a desk whose log is open, running, with waits that no chance lengthens. */
export function startSync(
  { db, log }: { db: DeskDatabase; log: AuditLog },
  clock: Clock,
  device: string,
  { kind = 'product', site = 'North' }: { kind?: 'product' | 'preview'; site?: string } = {},
): Sync {
  const sync = createSync({
    ...{ db, audit: log, clock, kind, version: '0.1.0', random: () => 0 },
    deviceId: () => device,
    siteName: () => site,
  });
  sync.start();
  return sync;
}
