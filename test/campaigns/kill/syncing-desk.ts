import { openAuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { systemClock } from '../../../shared/clock.ts';
import { startSync } from '../../support/start-sync.ts';

/** A desk's log and its sync on real files. */
export async function openSyncing(profile: string, keychainFolder: string, device: string) {
  const db = openDeskDatabase(profile);
  if (!db.ok) throw new Error(`its database is ${db.code}`);
  const keychain = fileKeychain(keychainFolder, 'Cleandesk kill main');
  const facts = { clock: systemClock, version: '0.1.0', siteName: () => 'North' };
  const log = await openAuditLog({ db: db.value, keychain, ...facts });
  if (!log.ok) throw new Error(`its log is ${log.code}`);
  return { db: db.value, log: log.value, sync: startSync({ db: db.value, log: log.value }, systemClock, device) };
}
