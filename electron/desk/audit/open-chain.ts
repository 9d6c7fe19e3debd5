import { dirname, join } from 'node:path';
import { v4 as uuid, v7 as eventId } from 'uuid';
import { signHead } from '../../../shared/chain/head.ts';
import { createSigningKey, readSigningKey, type SigningKey } from '../../../shared/chain/keys.ts';
import type { Clock } from '../../../shared/clock.ts';
import { draftEvent, type EventData, type EventType } from '../../../shared/events/index.ts';
import { keepAside } from '../../../shared/keep-aside.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Seal } from '../seal/seal.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { anchorNewChain, holdsAnchor, readChainAnchor, type ChainAnchor } from './anchor.ts';
import type { ChainRow, ChainStore } from './chain-store.ts';
import { proveEnds } from './prove.ts';
import { createRollbacks } from './rollbacks.ts';

type Deps = {
  db: DeskDatabase;
  transaction: Seal['transaction'];
  keychain: Keychain;
  clock: Clock;
  version: string;
  siteName: () => string;
};
export type LiveChain = { row: ChainRow; key: SigningKey };
type Item = [chain: string, secret: string];

/** Of the keychain's items that hold the chains' keys, before the chain's id. */
export const signingPrefix = 'signing:';

/**
 * Finds the chain to go on with, or begins one: at the first start, and when the key of the last one is lost. Every
 * chain has an id and a key of its own, never used again (design, section 8). What the keychain and the database do not
 * agree on becomes an event; what was written is never replaced.
 */
export async function openChain(deps: Deps, store: ChainStore): Promise<Result<LiveChain, 'audit-damaged'>> {
  const keys = await readKeys(deps.keychain);
  const chains = store.chains();
  const last = chains.findLast(({ state }) => state === 'open' || state === 'closed') ?? null;
  if (last && !proveEnds(store, last)) return fail('audit-damaged');
  const known = new Set(chains.map(({ id }) => id));
  const missing = [...keys].filter(([id]) => !known.has(id));
  const secret = last?.state === 'open' ? keys.get(last.id) : undefined;
  const anchor = await readChainAnchor(deps.keychain);
  if (isRolledBack(deps, store, anchor, keys)) {
    const copy = keepAside(deps.db.name, 'rolled-back', deps.clock.now());
    const keptAside = copy && join(dirname(deps.db.name), copy);
    const { row, key } = await prepareChain(deps, store, chains, keys);
    const begun = begin(deps, store, row, last, missing, {
      reason: 'rolled-back',
      also: (opened) => {
        createRollbacks(deps.db).keep(anchor === 'unreadable' ? null : anchor, keptAside);
        const found = { fault: 'audit-rolled-back', keptAside: keptAside !== null };
        note(deps, store, opened, 'fault.found', found, 'failed');
      },
    });
    return ok({ row: begun, key });
  }
  if (last && secret !== undefined) {
    const key = readSigningKey(secret);
    if (key?.publicKey !== last.publicKey) return fail('audit-damaged');
    deps.transaction(() => {
      noteMissing(deps, store, last, missing);
    });
    return ok({ row: last, key });
  }
  const { row, key } = await prepareChain(deps, store, chains, keys);
  if (!anchor) await anchorNewChain(deps.keychain, row.id);
  return ok({ row: begin(deps, store, row, last, missing, { reason: 'key-lost' }), key });
}

/**
 * Whether another log lies here than this desk had last (design, section 3): shorter than the anchor, or with another
 * event in its place. It is not gone on with, because other events with its numbers may be signed and sent already. A
 * keychain that has the key of a chain has an anchor, too, unless the first start ended between them.
 */
function isRolledBack(
  { db }: Deps,
  store: ChainStore,
  anchor: ChainAnchor | 'unreadable' | null,
  keys: ReadonlyMap<string, string>,
): boolean {
  if (anchor === null) {
    const begun = new Set(store.chains().flatMap(({ id, state }) => (state === 'creating' ? [id] : [])));
    return [...keys.keys()].some((id) => !begun.has(id));
  }
  if (anchor === 'unreadable') return true;
  return !holdsAnchor(store, anchor) && !createRollbacks(db).isKnown(anchor);
}

/**
 * Goes on with a new chain although the key of this one is there: central holds a rival history of it, so that its key
 * may be in other hands. The old chain is closed and signed to its end.
 */
export async function succeedChain(deps: Deps, store: ChainStore, live: LiveChain): Promise<LiveChain> {
  const { row, key } = await prepareChain(deps, store, store.chains(), await readKeys(deps.keychain));
  return { row: begin(deps, store, row, live.row, [], { reason: 'conflict', key: live.key }), key };
}

/** Signing keys in the keychain by their chain's id. */
async function readKeys(keychain: Keychain): Promise<Map<string, string>> {
  const items = (await keychain.list()).filter(({ account }) => account.startsWith(signingPrefix));
  return new Map(items.map(({ account, secret }) => [account.slice(signingPrefix.length), secret]));
}

/**
 * A chain's id and key before its first event. The row is there before the keychain's item: a start that dies in
 * between is finished by the next one, and an item without a row tells of a database that was removed.
 */
async function prepareChain(
  { keychain }: Deps,
  store: ChainStore,
  chains: ChainRow[],
  keys: Map<string, string>,
): Promise<LiveChain> {
  for (const row of chains.filter(({ state }) => state === 'creating')) {
    const key = readSigningKey(keys.get(row.id) ?? '');
    if (key?.publicKey === row.publicKey) return { row, key };
    store.dropChain(row);
  }
  const key = createSigningKey();
  const row = store.addChain(uuid(), key.publicKey, 'creating');
  await keychain.set(signingPrefix + row.id, key.secret);
  return { row, key };
}

/**
 * Closes what went before and opens the new chain in one transaction.
 * @param how.key of the chain that is closed, where it may vouch for that end.
 * @param how.also what is written with it, at the beginning of the new chain.
 * @returns the chain as it is now.
 */
function begin(
  deps: Deps,
  store: ChainStore,
  row: ChainRow,
  last: ChainRow | null,
  missing: Item[],
  how: { reason: EventData<'chain.closed'>['reason']; key?: SigningKey; also?: (opened: ChainRow) => void },
): ChainRow {
  const { clock, siteName, version } = deps;
  return deps.transaction(() => {
    if (last?.state === 'open') {
      note(deps, store, last, 'chain.closed', { reason: how.reason });
      if (how.key) store.keepHead(last, signHead(how.key, { chain: last.id, ...store.tip(last), time: clock.now() }));
      store.closeChain(last);
    }
    const follows = last ? { chain: last.id, ...store.tip(last) } : null;
    const opened = store.openChain(row);
    note(deps, store, opened, 'chain.opened', { publicKey: row.publicKey, site: siteName(), follows, version });
    noteMissing(deps, store, opened, missing);
    how.also?.(opened);
    return opened;
  });
}

/** A key whose chain this database never had: a desk.db was removed or put back. Said once, and the key is kept. */
function noteMissing(deps: Deps, store: ChainStore, chain: ChainRow, missing: Item[]): void {
  for (const [id, secret] of missing) {
    store.addChain(id, readSigningKey(secret)?.publicKey ?? '', 'missing');
    note(deps, store, chain, 'fault.found', { fault: 'audit-emptied', keptAside: false });
  }
}

function note<T extends EventType>(
  { clock }: Deps,
  store: ChainStore,
  chain: ChainRow,
  type: T,
  data: EventData<T>,
  outcome: 'ok' | 'failed' = 'ok',
): void {
  const time = clock.now();
  store.appender(chain)(draftEvent(eventId({ msecs: time }), time, null, type, data, outcome));
}
