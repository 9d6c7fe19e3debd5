import { join } from 'node:path';
import Database from 'better-sqlite3';
import { exportLog } from '../../../server/export.ts';
import { startCentral } from '../../../server/start-central.ts';
import { openStore } from '../../../server/store/database.ts';
import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import { proveExport } from '../../../shared/chain/export-reader.ts';
import { leafHash, rootOf, sameHash } from '../../../shared/chain/merkle.ts';
import { openLog } from '../../support/desk-log.ts';
import { startSync } from '../../support/start-sync.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { ask } from '../../support/wire-desk.ts';
import type { CentralWorld, LeftDesk } from './central-world.ts';
import type { Place, Seen } from './scene.ts';
import { keychainOf, writeFiles } from './snapshot.ts';
import { tablesOf } from './tables.ts';

const version = '0.1.0';
/** Hashes in a full tile (C2SP tlog-tiles). */
const width = 256;

/**
 * Starts central on its files, lets each desk send one event more, proves central's export with the heads and keys that
 * the desks know, and rebuilds the public log from its tiles as an auditor's own tool would.
 */
export async function openCentral({ folder }: Place, world: CentralWorld): Promise<Seen> {
  const reading = new Map<string, string>();
  const complaints: string[] = [];
  const broken = (what: string) => (error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw error;
    complaints.push(`central: ${what}`);
    return null;
  };
  const central = await startCentral({
    ...{ folder, host: '127.0.0.1', port: Number(new URL(world.token.url).port), url: null, version },
    ...{ allowPreview: false, now: () => world.now },
  }).catch(broken('does not start'));
  if (!central) return { reading, complaints };
  try {
    readRows(join(folder, 'central.db'), (name, what) => reading.set(name, JSON.stringify(what)));
    const leaves = await proveLog(folder, world, complaints).catch(broken('cannot be exported'));
    if (leaves) await rebuild(world, leaves, complaints).catch(broken('does not show its log'));
    for (const [at, desk] of world.desks.entries()) {
      complaints.push(...(await sendOneMore(desk, join(folder, '..', `desk-${at}`), world)));
    }
  } finally {
    await central.close();
  }
  return { reading, complaints };
}

function readRows(path: string, put: (name: string, what: unknown) => void): void {
  const db = new Database(path, { readonly: true });
  for (const { table, keys } of tablesOf(db)) {
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
      // Its one row has a number that nobody reads.
      if (table === 'log_head') row.only = 1;
      put(`central/${table}/${keys.map((key) => String(row[key])).join(' ')}`, row);
    }
  }
  db.close();
}

/** @returns the hashes of the exported events. */
async function proveLog(folder: string, world: CentralWorld, complaints: string[]): Promise<string[]> {
  const store = await openStore(folder);
  const lines: Buffer[] = [];
  try {
    await exportLog(store, version, world.now, (bytes) => {
      lines.push(Buffer.from(bytes));
      return Promise.resolve();
    });
  } finally {
    await store.destroy();
  }
  const heads = world.desks.map(({ head }) => head);
  const { problems } = await proveExport(
    lines,
    heads,
    world.desks.map(({ publicKey }) => publicKey),
  );
  complaints.push(...problems.map(({ fault, seq }) => `export: ${fault} at ${seq}`));
  return lines
    .map((line) => line.subarray(0, -1))
    .filter((line) => !line.includes('"kind":"'))
    .map((line) => Buffer.from(leafHash(line)).toString('hex'));
}

/** The public log, from its tiles, against its signed checkpoint and against what was exported. */
async function rebuild({ token }: CentralWorld, exported: string[], complaints: string[]): Promise<void> {
  const get = async (path: string) => {
    const { status, raw } = await ask(token, { path, method: 'GET', headers: {}, body: new Uint8Array() });
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return raw;
  };
  const checkpoint = openCheckpoint((await get('/checkpoint')).toString('utf8'), token.origin, token.logKey);
  if (!checkpoint.ok) {
    complaints.push(`checkpoint: ${checkpoint.code}`);
    return;
  }
  const { size, root } = checkpoint.value;
  const tiles = async (level: number, count: number) => {
    const hashes: Uint8Array[] = [];
    for (let from = 0; from < count; from += width) {
      const part = count - from < width ? `.p/${count - from}` : '';
      const raw = await get(`/tile/${level}/${String(from / width).padStart(3, '0')}${part}`);
      for (let at = 0; at < raw.length; at += 32) hashes.push(new Uint8Array(raw.subarray(at, at + 32)));
    }
    return hashes;
  };
  const leaves = await tiles(0, size);
  if (leaves.length !== size || !sameHash(rootOf(leaves), root)) complaints.push('tiles: another root');
  const above = await tiles(1, Math.floor(size / width));
  const full = above.every((hash, at) => sameHash(hash, rootOf(leaves.slice(at * width, (at + 1) * width))));
  if (!full) complaints.push('tiles: another hash above');
  const shown = leaves.map((leaf) => Buffer.from(leaf).toString('hex')).sort();
  if (shown.join() !== [...exported].sort().join()) complaints.push('tiles: other events than the export’s');
}

/** What the desk's screen says after one more event was to be sent. */
async function sendOneMore(desk: LeftDesk, folder: string, world: CentralWorld): Promise<string[]> {
  writeFiles(desk.state.files, folder);
  const profile = { folder, keychain: keychainOf(desk.state.items), clock: createTestClock(world.now) };
  const { db, log } = await openLog(profile);
  log.record('call.began', {});
  const sync = startSync({ db, log }, profile.clock, desk.device);
  await new Promise<void>((resolve) => {
    const look = () => {
      if (sync.state().state !== 'sending') resolve();
    };
    sync.onChange(look);
    look();
  });
  const { problem, alert } = sync.state();
  await sync.stop();
  log.close();
  return [problem, alert].filter((found) => found !== null).map((found) => `desk: ${found}`);
}
