import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { v7 } from 'uuid';
import type { Clock } from '../../../shared/clock.ts';
import type { Site } from '../../../shared/site.ts';
import { anchorOf, type Anchor } from './anchor.ts';
import { createBoxes, digestOf } from './boxes.ts';
import { createChange, type Change } from './change.ts';
import { makeDatabase } from './database.ts';
import type { StateDocument } from './documents.ts';
import type { Loaded } from './load.ts';
import { write } from './store.ts';
import { momentNow } from './moments.ts';
import { noNumbers } from '../outbox-rows.ts';
import { noTries } from './tries.ts';

/** Where set-up prepares the whole database before it gets its name. */
export const preparedPath = (path: string): string => `${path}.setting-up`;

/**
 * Prepares a whole new accounts.db beside its place: everything that set-up gathered, in one file, closed and on the
 * disk. `work` fills it. Throws what SQLite or the file system throws; then nothing is left behind.
 * @returns what the keychain must know before the file gets its name.
 */
export function prepareAccounts(
  path: string,
  device: Uint8Array,
  site: Site,
  clock: Clock,
  work: (change: Change) => void,
): Anchor {
  discardPrepared(path);
  try {
    const boxes = createBoxes(device);
    const empty = emptyOf(site, clock.now());
    const { change, gathered } = createChange(empty, momentNow(empty.state, clock));
    work(change);
    const db = makeDatabase(preparedPath(path));
    let written: Loaded;
    try {
      written = db.transaction(() => write(db, boxes, empty, gathered, clock.now())).immediate();
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
    sync(preparedPath(path), 'r+');
    return anchorOf(written);
  } catch (error) {
    discardPrepared(path);
    throw error;
  }
}

/** Gives the prepared database its name: from here on the console is set up. */
export function adoptPrepared(path: string): void {
  renameSync(preparedPath(path), path);
  if (process.platform !== 'win32') sync(dirname(path), 'r');
}

export const isPrepared = (path: string): boolean => existsSync(preparedPath(path));

export function discardPrepared(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${preparedPath(path)}${suffix}`, { force: true });
}

function emptyOf(site: Site, now: number): Loaded {
  const state: StateDocument = {
    deviceId: v7(),
    site,
    epoch: 0,
    digest: digestOf(new Map()),
    highWater: now,
    boot: 0,
    running: 0,
    outbox: noNumbers,
    kit: null,
    kitTries: noTries,
  };
  return { state, accounts: new Map(), strangers: new Map(), hashes: new Map(), stateBox: new Uint8Array() };
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
