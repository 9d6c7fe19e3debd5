import { parseJson } from '../../../shared/json.ts';
import type { EventData } from '../../../shared/events/index.ts';
import { readAs } from '../../../shared/read-as.ts';
import { defaultSettings, settings as settingsSchema, type Settings } from '../../../shared/settings.ts';
import type { AuditLog } from '../audit/types.ts';
import type { DeskDatabase } from '../store/desk-database.ts';

export type SettingsStore = {
  read(): Settings;
  /** Keeps the settings and their `settings.changed` event, or neither. Throws when the disk does not take it. */
  write(settings: Settings, actor: string | null): void;
};

/** Governed settings: a row for each one that differs from its default, so that a new default reaches old desks. */
export function createSettingsStore(db: DeskDatabase, audit: Pick<AuditLog, 'transaction' | 'record'>): SettingsStore {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings');
  const put = db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  let known = load(rows.all());

  return {
    read: () => known,
    write: (wanted, actor) => {
      const changes = changedSettings(known, wanted);
      if (Object.keys(changes).length === 0) return;
      audit.transaction(() => {
        for (const [name, { to }] of Object.entries(changes)) put.run(name, JSON.stringify(to));
        audit.record('settings.changed', { changes }, { actor });
      });
      known = wanted;
    },
  };
}

/** A value outside the bounds counts as never set: no file can go beyond the compliance floor. */
function load(rows: { name: string; value: string }[]): Settings {
  let known = defaultSettings;
  for (const { name, value } of rows) {
    const tried = readAs(settingsSchema, { ...known, [name]: parseJson(value) });
    if (tried.success) known = tried.data;
  }
  return known;
}

function changedSettings(before: Settings, now: Settings): EventData<'settings.changed'>['changes'] {
  const names = Object.keys(now) as (keyof Settings)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
      .map((name) => [name, { from: before[name], to: now[name] }]),
  );
}
