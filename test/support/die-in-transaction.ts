import { openAuditLog } from '../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { systemClock } from '../../shared/clock.ts';
import { createMemoryKeychain } from './memory-keychain.ts';

/** Dies, as by a power cut, in a transaction of state and event: `before` or `after` the event was recorded. */
const [, , folder = '', keys = '{}', when] = process.argv;
const keychain = createMemoryKeychain().keychainFor('desk');
for (const [item, secret] of Object.entries(JSON.parse(keys) as Record<string, string>))
  await keychain.set(item, secret);

const db = openDeskDatabase(folder);
if (!db.ok) throw new Error(db.code);
const log = await openAuditLog({ db: db.value, keychain, clock: systemClock, version: '0.1.0', siteName: () => '' });
if (!log.ok) throw new Error(log.code);
log.value.transaction(() => {
  db.value.exec("INSERT INTO state VALUES ('new')");
  if (when === 'after') log.value.record('call.began', {});
  process.kill(process.pid, 'SIGKILL');
});
