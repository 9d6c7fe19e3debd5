import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditLog, type AuditLog } from '../../electron/desk/audit/audit-log.ts';
import { openDeskDatabase, type DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

/** A profile with its keychain and clock, in which a log can be opened again and again. */
export type DeskProfile = { folder: string; keychain: MemoryKeychain; clock: TestClock };

export const signingService = 'Cleandesk main';

export function createDeskProfile(folder = mkdtempSync(join(tmpdir(), 'cleandesk-'))): DeskProfile {
  return { folder, keychain: createMemoryKeychain(), clock: createTestClock() };
}

export function removeDeskProfile({ folder }: DeskProfile): void {
  rmSync(folder, { recursive: true, force: true });
}

export function openDatabase({ folder }: DeskProfile): DeskDatabase {
  const db = openDeskDatabase(folder);
  if (!db.ok) throw new Error(`desk.db: ${db.code}`);
  return db.value;
}

/** What `openAuditLog` answers in this profile. */
export function tryLog(
  { keychain, clock }: DeskProfile,
  db: DeskDatabase,
  service = signingService,
): ReturnType<typeof openAuditLog> {
  return openAuditLog({
    db,
    keychain: keychain.keychainFor(service),
    clock,
    version: '0.1.0',
    siteName: () => 'North',
  });
}

export async function openLog(profile: DeskProfile, service?: string): Promise<{ db: DeskDatabase; log: AuditLog }> {
  const db = openDatabase(profile);
  const log = await tryLog(profile, db, service);
  if (!log.ok) throw new Error(`log: ${log.code}`);
  return { db, log: log.value };
}
