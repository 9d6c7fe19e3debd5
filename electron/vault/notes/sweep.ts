import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { forgetAnchor } from './anchor.ts';
import { expireRows, forgetPages, nextExpiry } from './expiry.ts';
import { createExpiryMarks } from './expiry-marks.ts';
import { shredHours } from './shred-keys.ts';
import { believe, judge, keepLook, readLook, type TimeState } from './trusted-time.ts';
import { openVaultFile, vaultFolder, vaultPath } from './vault-file.ts';
import { releaseVault } from './vault-meta.ts';
import { outboxKey, outboxSource } from './vault-storage.ts';

export type Sweep = {
  notesExpired: number;
  clock: TimeState;
  /** In how many milliseconds of running time the next note goes; null: there is none. */
  nextIn: number | null;
  /** What no vault has yet told main, this sweep's own events included. */
  outbox: OutboxEntry[];
  acknowledge(ids: readonly string[]): void;
};

const vaultName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.db$/;

/**
 * Expires notes of everybody on this device, before any sign-in and without any person's key: first the shred keys
 * of passed hours, then the rows. A vault that cannot be opened is passed over; its owner's sign-in names the fault.
 * Throws `KeychainError`.
 */
export async function sweepVaults(deps: {
  profile: string;
  keychain: Keychain;
  clock: Clock;
  /** A lead says that the wall clock is right. */
  timeConfirmed?: boolean;
}): Promise<Sweep> {
  const { profile, keychain, clock } = deps;
  const device = await readDeviceSecret(keychain);
  if (!device) return { notesExpired: 0, clock: 'steady', nextIn: null, outbox: [], acknowledge: () => undefined };
  const { now, state } = deps.timeConfirmed
    ? { now: believe(clock), state: 'steady' as const }
    : judge(await readLook(keychain), clock);
  await keepLook(keychain, now);
  await shredHours(keychain, now.trusted);
  const folder = vaultFolder(profile);
  const owners = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => vaultName.exec(name)?.[1] ?? []);
  const sourceOf = new Map<string, string>();
  const outbox: OutboxEntry[] = [];
  let notesExpired = 0;
  let next = Infinity;
  for (const owner of owners) {
    withVault(profile, owner, device, (db, events) => {
      notesExpired += expireRows(db, events, createExpiryMarks(device, owner), { owner, ...now }).shredded;
      next = Math.min(next, nextExpiry(db, now.trusted) ?? Infinity);
      for (const entry of events.pending(now.wall)) {
        outbox.push(entry);
        sourceOf.set(entry.draft.id, owner);
      }
    });
  }
  return {
    notesExpired,
    clock: state,
    nextIn: next === Infinity ? null : next - now.trusted,
    outbox,
    acknowledge: (ids) => {
      for (const owner of new Set(ids.flatMap((id) => sourceOf.get(id) ?? []))) {
        withVault(profile, owner, device, (_db, events) => {
          events.acknowledge(ids);
        });
      }
    },
  };
}

/**
 * Destroys all notes of a person (a forgotten password), for good: rows, log and view. Events that wait stay, and so
 * do the numbers. A file too damaged for that is deleted. The anchor goes first: a kill in between leaves notes that
 * the present user key cannot claim without it, and the next try shreds them. @returns how many notes there were.
 * Throws `KeychainError`.
 */
export async function shredVault(deps: { profile: string; keychain: Keychain; account: string }): Promise<number> {
  const { profile, keychain, account } = deps;
  const path = vaultPath(profile, account);
  await forgetAnchor(keychain, account);
  if (!existsSync(path)) return 0;
  const opened = openVaultFile(path);
  if (!opened.ok) {
    for (const part of [path, `${path}-wal`, `${path}-shm`]) rmSync(part, { force: true });
    return 0;
  }
  const { db } = opened.value;
  try {
    const shredded = db.transaction(() => {
      const { changes } = db.prepare('DELETE FROM notes').run();
      releaseVault(db);
      return changes;
    })();
    forgetPages(db);
    return shredded;
  } finally {
    db.close();
  }
}

/** Runs work on a vault file that exists, is whole and can be written; otherwise nothing happens. */
function withVault(
  profile: string,
  owner: string,
  device: Uint8Array,
  work: (db: Database.Database, outbox: Outbox) => void,
): void {
  const opened = openVaultFile(join(vaultFolder(profile), `${owner}.db`));
  if (!opened.ok) return;
  const { db, writable } = opened.value;
  try {
    if (writable) work(db, createOutbox(db, outboxSource(owner), outboxKey(device, owner)));
  } catch {
    // A full disk or a page that only now shows its damage: this person's vault waits, the others go on.
  } finally {
    db.close();
  }
}
