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
import { createHandoverStore, type Handover, type HandoverStore } from './renewal/handover.ts';
import { logFact } from './session/facts.ts';
import { endOf, type Moment } from './session/machine.ts';
import { createSync, type Sync } from './sync/index.ts';

/** Everything that lives in desk.db. */
export type Stores = {
  audit: AuditLog;
  settings: SettingsStore;
  checklists: Checklists;
  sync: Sync;
  handover: HandoverStore;
  /** What the program before this one left to it, if it has just given way. */
  taken: Handover | null;
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
  /** When this program came to open the profile. */
  began: Moment;
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
    const taken = begin(audit);
    if (taken) {
      // An older copy of the file, with what was left, is told from now on.
      audit.signHead();
      await audit.anchored();
    }
    return ok(standOn(audit, taken));
  } catch {
    audit.close();
    return fail('audit-unwritable');
  }

  /** The log says what this program is, and, of a session that nobody goes on with, that it is over. */
  function begin(written: AuditLog): Handover | null {
    return written.transaction(() => {
      const handover = createHandoverStore(db, written);
      // Somebody else may have changed what lies here: then nothing is gone on from, and nothing said of it.
      const found = written.rolledBack() ? null : handover.find(deps.began);
      if (found && !found.late) {
        const after = Math.round((clock.running() - found.left.leftAt.running) / 1000);
        written.record('console.renewed', { version: host.version, after });
        return found.left;
      }
      handover.forget();
      const at: Moment = { wall: clock.now(), running: clock.running() };
      if (found?.left.state.is === 'locked') for (const fact of endOf(found.left.state, at)) logFact(written, fact);
      written.record('console.started', { version: host.version, host: host.kind });
      return null;
    });
  }

  function standOn(written: AuditLog, taken: Handover | null): Stores {
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
    const handover = createHandoverStore(db, written);
    return { audit: written, settings, checklists, sync, handover, taken, close };
  }
}
