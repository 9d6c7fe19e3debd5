import { systemClock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { openVault, type OpenVault } from '../../../electron/vault/notes/open-vault.ts';
import { sweepVaults } from '../../../electron/vault/notes/sweep.ts';
import { openVaultFile, vaultPath } from '../../../electron/vault/notes/vault-file.ts';
import type { Violation } from '../harness/campaign.ts';
import { durabilityOf } from './durability.ts';
import { numbersOf } from './outbox-numbers.ts';

/** What somebody did with one note: every text by its change, and how far the vault said that it was saved. */
export type Typed = {
  texts: Map<number, string>;
  saved: number;
  references: string[];
  /** So many of the references were answered with success, in order. */
  marked: number;
  removing: boolean;
  removed: boolean;
};
/** Only notes whose making was answered; events as main got them, by id. */
export type Kept = { notes: Map<string, Typed>; told: Map<string, OutboxEntry>; saves: number };

type Place = { profile: string; keychain: Keychain; account: string; userKey: Uint8Array; isExpiring: boolean };

/** Longer than any note of an expiring run has before it, and the hour in which it expires. */
const anHourOn = 3_601_000;

/** Opens the vault again, as the next session does, and compares it with what was promised. */
export async function lookAtVault(place: Place, kept: Kept): Promise<Violation[]> {
  const { profile, keychain, account, userKey, isExpiring } = place;
  const swept = await sweepVaults({ profile, keychain, clock: systemClock });
  const opened = await openVault({ profile, account, userKey, keychain, clock: systemClock });
  if ('type' in opened) return [{ says: `the vault does not open again: ${opened.kind}` }];
  const events = new Map(kept.told);
  for (const entry of [...swept.outbox, ...opened.storage.pendingEvents()]) events.set(entry.draft.id, entry);
  const found = [
    ...durability(vaultPath(profile, account)),
    ...(opened.altered === null ? [] : ['rows are called altered']),
    ...numbersOf([...events.values()]),
    ...(isExpiring ? expiredOf(opened, [...events.values()]) : notesOf(opened, kept, [...events.values()])),
    ...(isExpiring ? await keysAfterTheirHour(place) : []),
  ];
  return found.map((says) => ({ says: `after a kill of the vault: ${says}` }));
}

function durability(path: string): string[] {
  const file = openVaultFile(path);
  if (!file.ok) return [`its file is ${file.code}`];
  const found = durabilityOf(file.value.db);
  file.value.db.close();
  return found;
}

function notesOf({ notes }: OpenVault, kept: Kept, events: OutboxEntry[]): string[] {
  const found: string[] = [];
  const stored = new Map(notes.map((note) => [note.id, note]));
  for (const [id, typed] of kept.notes) {
    const note = stored.get(id);
    if (typed.removed && note) found.push('a note that was deleted is there');
    if (!typed.removing && !note) found.push('a note that was made is gone');
    if (!note) continue;
    const later = [...typed.texts].filter(([change]) => change >= typed.saved).map(([, text]) => text);
    const possible = typed.saved === 0 ? ['', ...later] : later;
    if (!possible.includes(note.document.text)) found.push(`a text older than change ${typed.saved}, which was saved`);
    const references = typed.marked === 0 ? ['', ...typed.references] : typed.references.slice(typed.marked - 1);
    if (!references.includes(note.document.reference)) found.push('a reference older than the one that was kept');
  }
  const idsOf = (type: string) => events.filter(({ draft }) => draft.type === type).map(({ draft }) => draft.data.note);
  const [made, removed] = [idsOf('note.created'), idsOf('note.deleted')];
  if (new Set(made).size !== made.length) found.push('a note was made twice in the log');
  const due = made.filter((id) => !removed.includes(id));
  for (const id of due) if (!stored.has(String(id))) found.push('an event of a note that is not there');
  for (const id of stored.keys()) if (!due.includes(id)) found.push('a note without its event');
  return found;
}

/** Every note that was made and not deleted has expired once. */
function expiredOf({ notes }: OpenVault, events: OutboxEntry[]): string[] {
  const countOf = (type: string) => events.filter(({ draft }) => draft.type === type).length;
  const expired = events
    .filter(({ draft }) => draft.type === 'notes.expired')
    .reduce((sum, { draft }) => sum + Number(draft.data.count), 0);
  const due = countOf('note.created') - countOf('note.deleted');
  // Where the kill came before the notes' time, they are still open.
  const open = notes.length;
  return expired + open === due ? [] : [`${due} notes were made, ${expired} expired, ${open} are open`];
}

/**
 * When the hour in which the notes expire is over, a start shreds its key, before anybody signs in: no older copy of the
 * file brings them back (design, section 3).
 */
async function keysAfterTheirHour({ profile, keychain }: Place): Promise<string[]> {
  const later = { now: () => systemClock.now() + anHourOn, running: () => systemClock.running() + anHourOn };
  await sweepVaults({ profile, keychain, clock: later });
  const left = (await keychain.list()).filter(({ account }) => account.startsWith('shred:'));
  return left.map(({ account }) => `the key ${account} is there after its hour`);
}
