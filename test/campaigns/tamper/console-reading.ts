import type Database from 'better-sqlite3';
import { openAuditLog, type AuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { idBytes } from '../../../electron/desk/audit/chain-store.ts';
import { createSettingsStore } from '../../../electron/desk/policy/settings-store.ts';
import { openDeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import type { AccountsStore } from '../../../electron/vault/accounts/store.ts';
import { openProfile } from '../../../electron/vault/gate/profile.ts';
import { openVault } from '../../../electron/vault/notes/open-vault.ts';
import { sweepVaults } from '../../../electron/vault/notes/sweep.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { createTestClock, type TestClock } from '../../support/test-clock.ts';
import { mainService, site, vaultService, type ConsoleWorld } from './console-world.ts';
import type { Place, Seen } from './scene.ts';
import { tablesOf } from './tables.ts';

/** Events by which the console says that something is not as it left it. */
const complaining = new Set([
  ...['outbox.gap', 'outbox.forged', 'note.damaged', 'notes.altered', 'fault.found', 'chain.opened', 'chain.closed'],
]);

const nothing = () => undefined;

/**
 * Opens everything of a console in the order in which the console does: the gate with its sweep, the log with a proof,
 * then each person's vault. What it reads is kept under names; what it finds wrong is a complaint. An error that no
 * answer of the product names is thrown.
 */
export async function openConsole({ folder, keychain }: Place, world: ConsoleWorld): Promise<Seen> {
  const clock = createTestClock(world.left.now, world.left.running);
  clock.pass(1_000);
  const reading = new Map<string, string>();
  const complaints: string[] = [];
  const put = (name: string, what: unknown) => reading.set(name, JSON.stringify(what, asText));
  const outbox: OutboxEntry[] = [];
  const vault = keychain.keychainFor(vaultService);

  const found = await openProfile(folder, vault, clock, {
    beforeCommit: nothing,
    committed: nothing,
    anchored: nothing,
  });
  if (found.state === 'ready') outbox.push(...readAccounts(found.store, put));
  else complaints.push(`accounts: ${found.state === 'fault' ? found.fault : found.state}`);
  if ('store' in found) found.store.close();
  outbox.push(...(await sweepVaults({ profile: folder, keychain: vault, clock })).outbox);

  for (const [account, userKey] of world.userKeys) {
    const opened = await openVault({ profile: folder, account, userKey, keychain: vault, clock });
    if ('type' in opened) {
      complaints.push(`notes: ${opened.kind}`);
      continue;
    }
    if (opened.altered) complaints.push('notes: altered');
    for (const { id, revision, expiresAt, document } of opened.notes)
      put(`notes/${account}/${id}`, { revision, expiresAt, document });
    put(`notes/${account}/view`, opened.view.load());
    outbox.push(...opened.storage.pendingEvents());
  }
  const waiting = new Map(outbox.map((entry) => [entry.draft.id, entry]));
  for (const { draft } of waiting.values()) if (complaining.has(draft.type)) complaints.push(`outbox: ${draft.type}`);
  await readDesk({ folder, keychain, clock }, put, complaints, [...waiting.values()]);
  return { reading, complaints };
}

type Put = (name: string, what: unknown) => void;

function readAccounts(store: AccountsStore, put: Put): OutboxEntry[] {
  put('accounts/state', store.state());
  for (const account of store.accounts()) put(`accounts/${account.id}`, account);
  return store.pendingEvents();
}

async function readDesk(
  { folder, keychain, clock }: { folder: string; keychain: Place['keychain']; clock: TestClock },
  put: Put,
  complaints: string[],
  entries: OutboxEntry[],
): Promise<void> {
  const opened = openDeskDatabase(folder);
  if (!opened.ok) {
    complaints.push(`desk.db: ${opened.code}`);
    return;
  }
  const db = opened.value;
  const before = Number(db.prepare('SELECT coalesce(max(at), -1) FROM events').pluck().get());
  const options = { db, clock, version: '0.1.0', siteName: () => site.name };
  readTables(db, put);
  const log = await openAuditLog({ ...options, keychain: keychain.keychainFor(mainService) });
  if (!log.ok) {
    complaints.push(`log: ${log.code}`);
    if (db.open) db.close();
    return;
  }
  const audit = log.value;
  if (audit.rolledBack()) complaints.push('log: rolled back');
  put('settings', createSettingsStore(db, audit).read());
  readOutbox(db, put, entries);
  readTexts(db, audit, put);
  if (!audit.accept(entries)) complaints.push('log: takes nothing');
  const proof = await audit.prove();
  if (!proof.whole) complaints.push(`log: wrong from ${proof.firstWrong}`);
  const said = db.prepare<[number], string>('SELECT DISTINCT type FROM events WHERE at > ?').pluck().all(before);
  complaints.push(...said.filter((type) => complaining.has(type)).map((type) => `log: ${type}`));
  audit.close();
}

/** What waits for the log: of what it holds already it takes nothing. */
function readOutbox(db: Database.Database, put: Put, entries: readonly OutboxEntry[]): void {
  const known = db.prepare('SELECT 1 FROM events WHERE id = ?');
  for (const { source, n, draft } of entries) {
    const { id, type, actor, outcome, data } = draft;
    if (known.get(idBytes(id)) || complaining.has(type)) continue;
    put(`outbox/${source}/${n}`, { type, actor, outcome, data });
  }
}

/** Every row of main's database that anybody reads, each under its table and key. */
function readTables(db: Database.Database, put: Put): void {
  for (const { table, keys } of tablesOf(db)) {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).safeIntegers().all();
    for (const row of rows) {
      const key = `${table}/${keys.map((name) => JSON.stringify(row[name], asText)).join(' ')}`;
      if (table === 'chains') {
        // How far central has come is the sync's own.
        const { synced, disputed, ...chain } = row;
        put(`log/${key}`, chain);
        put(`desk/${key}`, { synced, disputed });
      } else if (!['texts', 'seal'].includes(table))
        put(`${['events', 'heads'].includes(table) ? 'log' : 'desk'}/${key}`, row);
    }
  }
}

/** Texts as the console shows them. */
function readTexts(db: Database.Database, audit: AuditLog, put: Put): void {
  for (const digest of db.prepare<[], Buffer>('SELECT digest FROM texts').pluck().all()) {
    const text = audit.textOf(digest.toString('hex'));
    if (text !== null) put(`desk/texts/${digest.toString('hex')}`, text);
  }
}

function asText(_: string, what: unknown): unknown {
  if (typeof what === 'bigint') return String(what);
  if (typeof what !== 'object' || what === null || !('type' in what) || what.type !== 'Buffer') return what;
  return Buffer.from((what as unknown as { data: number[] }).data).toString('base64');
}
