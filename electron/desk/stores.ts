import type { Clock } from '../../shared/clock.ts';
import type { FaultCode } from '../../shared/contract/gate-process.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openAuditLog, type AuditLog } from './audit/audit-log.ts';
import type { AutomaticFacts } from './checklist/automatic.ts';
import { createChecklists, type Checklists } from './checklist/index.ts';
import type { Directory } from './directory.ts';
import type { Host } from './host.ts';
import { createSettingsStore, type SettingsStore } from './policy/settings-store.ts';
import { openDeskDatabase } from './store/desk-database.ts';
import { createSync, type Sync } from './sync/index.ts';

/** Everything that lives in desk.db. */
export type Stores = {
  audit: AuditLog;
  settings: SettingsStore;
  checklists: Checklists;
  sync: Sync;
  close(): Promise<void>;
};

const databaseFaults = { damaged: 'audit-damaged', newer: 'accounts-newer', storage: 'storage' } as const;

/** Opens desk.db, its log and what stands on it. A failure is the fault that the broken screen explains. */
export async function openStores(deps: {
  profile: string;
  keychain: Keychain;
  clock: Clock;
  host: Pick<Host, 'kind' | 'version'>;
  directory: Directory;
  probes: (audit: AuditLog) => AutomaticFacts;
}): Promise<Result<Stores, FaultCode>> {
  const { clock, host, directory } = deps;
  const opened = openDeskDatabase(deps.profile);
  if (!opened.ok) return fail(databaseFaults[opened.code], opened.detail);
  const db = opened.value;
  const siteName = () => directory.site()?.name ?? '';
  const log = await openAuditLog({ db, keychain: deps.keychain, clock, version: host.version, siteName });
  if (!log.ok) {
    db.close();
    return log;
  }
  const audit = log.value;
  try {
    audit.record('console.started', { version: host.version, host: host.kind });
    return ok(standOn(audit));
  } catch {
    audit.close();
    return fail('audit-unwritable');
  }

  function standOn(written: AuditLog): Stores {
    const settings = createSettingsStore(db, written);
    const sync = createSync({
      ...{ db, audit: written, clock, siteName, kind: host.kind, version: host.version },
      deviceId: () => directory.deviceId() ?? '',
    });
    const checklists = createChecklists({
      ...{ db, audit: written, clock, people: directory.people, version: host.version },
      settings: settings.read,
      // Nobody has a list before set-up has named the site.
      site: () => directory.site() ?? { name: '', zone: 'UTC', language: 'en' },
      probes: () => deps.probes(written),
    });
    const close = async () => {
      await sync.stop();
      await written.anchored();
      written.close();
    };
    return { audit: written, settings, checklists, sync, close };
  }
}
