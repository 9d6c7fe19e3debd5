import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import type { Sync } from '../../electron/desk/sync/index.ts';
import { createDeskProfile, openLog, removeDeskProfile, signingService } from './desk-log.ts';
import { startSync } from './start-sync.ts';

/** A desk's log with its sync, in a profile of its own, that can be stopped and started again. */
export async function createEnrolledDesk(now: () => number, device: string, profile = createDeskProfile()) {
  profile.clock.jump(now() - profile.clock.now());
  let log: AuditLog;
  let db: DeskDatabase;
  let sync: Sync;
  const start = async () => {
    ({ db, log } = await openLog(profile));
    sync = startSync({ db, log }, profile.clock, device);
  };
  const stop = async () => {
    await sync.stop();
    log.close();
  };
  await start();
  return {
    profile,
    db: () => db,
    log: () => log,
    sync: () => sync,
    start,
    stop,
    happen: (count = 1) => {
      log.transaction(() => {
        for (let each = 0; each < count; each += 1) log.record('call.began', {});
      });
    },
    /** The signing key is gone from the keychain, as after a reset of it. */
    loseKey: () => {
      profile.keychain.items.get(signingService)?.clear();
    },
    /** How many events of a type the desk's log holds, over all its chains. */
    count: (type: string) => Number(db.prepare('SELECT count(*) FROM events WHERE type = ?').pluck().get(type)),
    end: async () => {
      await stop();
      removeDeskProfile(profile);
    },
  };
}
export type EnrolledDesk = Awaited<ReturnType<typeof createEnrolledDesk>>;
