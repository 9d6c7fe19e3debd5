import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4 as newId } from 'uuid';
import { openAuditLog, type AuditLog } from '../../electron/desk/audit/audit-log.ts';
import { createChecklists, type AutomaticFacts, type Checklists } from '../../electron/desk/checklist/index.ts';
import { openDeskDatabase, type DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import type { Checklist } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { createMemoryKeychain } from './memory-keychain.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

type LoggedEvent = { type: string; actor: string | null; outcome: string; data: Record<string, unknown> };

/** The checklists of one desk on a real desk.db and a real audit log, with people, settings and time to set. */
export type ChecklistDesk = {
  checklists: Checklists;
  audit: AuditLog;
  db: DeskDatabase;
  clock: TestClock;
  people: Person[];
  settings: Settings;
  site: { name: string; zone: string; language: 'en' };
  facts: { clock: AutomaticFacts['clock']; version: AutomaticFacts['version']; keychain: AutomaticFacts['keychain'] };
  profile: string;
  /** What was chained so far, in order; only those types, if any are named. */
  events(...types: string[]): LoggedEvent[];
  /** Another start of the console on the same profile, of that version. */
  restarted(version: string): Checklists;
  close(): void;
};

export async function createChecklistDesk(now = Date.UTC(2026, 9, 5, 8)): Promise<ChecklistDesk> {
  const profile = mkdtempSync(join(tmpdir(), 'cleandesk-checklist-'));
  const clock = createTestClock(now);
  const opened = openDeskDatabase(profile);
  if (!opened.ok) throw new Error(opened.code);
  const db = opened.value;
  const desk = {
    people: [] as Person[],
    settings: { ...defaultSettings },
    site: { name: 'Site', zone: 'Europe/Berlin', language: 'en' as const },
    facts: {
      clock: { steadiness: 'steady' as const, offsetSeconds: null },
      version: { required: null },
      keychain: { answers: true, file: false },
    },
  };
  const log = await openAuditLog({
    db,
    keychain: createMemoryKeychain().keychainFor('Cleandesk main'),
    clock,
    version: '1.0.0',
    siteName: () => 'Site',
  });
  if (!log.ok) throw new Error(log.code);
  const audit = log.value;
  const restarted = (version: string) =>
    createChecklists({
      db,
      audit,
      clock,
      version,
      settings: () => desk.settings,
      site: () => desk.site,
      people: () => desk.people,
      probes: () => ({ ...desk.facts, chain: audit.state() }),
    });
  const rows = db.prepare<[], Buffer>('SELECT bytes FROM events ORDER BY at').pluck();
  return Object.assign(desk, {
    checklists: restarted('1.0.0'),
    audit,
    db,
    clock,
    profile,
    restarted,
    events: (...types: string[]) =>
      rows
        .all()
        .map((bytes) => JSON.parse(bytes.toString('utf8')) as LoggedEvent)
        .filter(({ type }) => types.length === 0 || types.includes(type)),
    close: () => {
      audit.close();
      if (db.open) db.close();
      rmSync(profile, { recursive: true, force: true });
    },
  });
}

/** Somebody in the directory: an active operator, unless said otherwise. */
export function person(more: Partial<Person> = {}): Person {
  return {
    id: newId(),
    username: 'anna',
    name: 'Anna',
    role: 'operator',
    team: '',
    temporary: false,
    endsOn: null,
    state: 'active',
    lockedUntil: null,
    recoveryCodesLeft: 10,
    issuedBy: null,
    issuedAt: null,
    ...more,
  };
}

/** Answers every point that a person is asked with yes, but those named with that comment, and submits. */
export function submitList(checklists: Checklists, id: string, noes: Record<string, string> = {}): Checklist {
  const today = checklists['checklist.today'](id, {});
  if (!today.ok) throw new Error(today.code);
  for (const { id: item, kind } of today.value.template.items) {
    if (kind === 'automatic') continue;
    const comment = noes[item];
    const given = comment === undefined ? { value: 'yes' as const, comment: '' } : { value: 'no' as const, comment };
    const answered = checklists['checklist.answer'](id, { item, ...given });
    if (!answered.ok) throw new Error(`${item}: ${answered.code}`);
  }
  const submitted = checklists['checklist.submit'](id, {});
  if (!submitted.ok) throw new Error(submitted.code);
  return submitted.value;
}
