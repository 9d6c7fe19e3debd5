import { z } from 'zod';
import { eventData } from '../../../shared/events/index.ts';
import { parseJson } from '../../../shared/json.ts';
import { readAs } from '../../../shared/read-as.ts';
import type { DeskDatabase } from '../store/desk-database.ts';

const event = z.object({ data: eventData['settings.changed'] });

/** Puts the settings back to what the log's `settings.changed` events made of them, one after the other. */
export function restoreSettings(db: DeskDatabase): void {
  const changed = db
    .prepare<[], Buffer>("SELECT bytes FROM events WHERE type = 'settings.changed' ORDER BY at")
    .pluck();
  const values = new Map<string, unknown>();
  for (const bytes of changed.all()) {
    // One that cannot be read is told by the proof of the log.
    const read = readAs(event, parseJson(bytes.toString('utf8')));
    for (const [name, { to }] of Object.entries(read.data?.data.changes ?? {})) values.set(name, to);
  }
  db.exec('DELETE FROM settings');
  const insert = db.prepare('INSERT INTO settings (name, value) VALUES (?, ?)');
  for (const [name, value] of values) insert.run(name, JSON.stringify(value));
}
