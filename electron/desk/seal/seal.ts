import { randomBytes } from 'node:crypto';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { signingPrefix } from '../audit/open-chain.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { createSealKeys, noHash, type Cell, type Sealed, type SealKeys } from './sealed-value.ts';
import { sealedTables } from './sealed-tables.ts';
import { armTriggers, type ArmedSeal } from './triggers.ts';

const item = 'seal:desk';

export type Seal = {
  /** Somebody else has changed what is sealed, or the end of the log, since main last wrote. */
  altered: boolean;
  /** Runs work in one transaction of desk.db, which is sealed with it. Re-entrant. */
  transaction<Value>(work: () => Value): Value;
  /** Seals what is there now, in the running transaction. Until then an altered file stays one. */
  renew(): void;
};

/**
 * Holds desk.db against its seal, before anything is written to it (docs/decisions/0012-seal-of-the-desk.md). What main
 * writes from now on is sealed with it. Throws `KeychainError`.
 */
export async function openSeal(db: DeskDatabase, keychain: Pick<Keychain, 'get' | 'set' | 'list'>): Promise<Seal> {
  const stored = await keychain.get(item);
  const secret = stored === null ? randomBytes(32) : Buffer.from(stored, 'base64url');
  const keys = createSealKeys(secret);
  const value = db.prepare<[], Buffer>('SELECT value FROM seal').pluck().get();
  const there = contentOf(db, keys);
  const isNew = stored === null ? value === undefined || !(await hasChainKeys(keychain)) : isEmpty(value, there);
  const altered = !isNew && !(value && isSame(keys.open(value), there));

  let armed: ArmedSeal | null = null;
  let isOpen = false;
  const begin = (from: Sealed) => {
    armed = armTriggers(db, keys, from, () => isOpen);
  };
  const run = db.transaction((work: () => unknown) => work());
  const transaction = <Value>(work: () => Value): Value => {
    if (isOpen) return run.immediate(work) as Value;
    isOpen = true;
    try {
      return run.immediate(() => {
        armed?.open();
        const done = work();
        armed?.close();
        return done;
      }) as Value;
    } finally {
      isOpen = false;
    }
  };
  const renew = () => {
    const content = contentOf(db, keys);
    db.prepare('INSERT OR REPLACE INTO seal (only, value) VALUES (1, ?)').run(keys.close(content));
    begin(content);
  };

  if (isNew) transaction(renew);
  else if (!altered) begin(there);
  // Only now: a first start that ends before it begins again with another key.
  if (stored === null) await keychain.set(item, secret.toString('base64url'));
  return { altered, transaction, renew };
}

/** A keychain that was emptied took the key of the chain with it, and the log says so (audit/open-chain.ts). */
async function hasChainKeys(keychain: Pick<Keychain, 'list'>): Promise<boolean> {
  return (await keychain.list()).some(({ account }) => account.startsWith(signingPrefix));
}

/** A first start that ended before its first event. A file that was emptied is told by the chain's anchor. */
const isEmpty = (value: Buffer | undefined, { at }: Sealed): boolean => value === undefined && at === -1;

const isSame = (sealed: Sealed | null, there: Sealed): boolean =>
  sealed?.at === there.at && sealed.leaf.equals(there.leaf) && sealed.sum.equals(there.sum);

/** What a seal of the file as it is would say. */
function contentOf(db: DeskDatabase, keys: SealKeys): Sealed {
  let sum = noHash;
  for (const { table, columns } of sealedTables(db)) {
    const rows = db.prepare<[], Cell[]>(`SELECT ${columns.join(', ')} FROM ${table}`).raw();
    for (const cells of rows.iterate()) sum = keys.toggle(sum, table, cells);
  }
  const last = db.prepare<[], Omit<Sealed, 'sum'>>('SELECT at, leaf FROM events ORDER BY at DESC LIMIT 1').get();
  return { sum, ...(last ?? { at: -1, leaf: noHash }) };
}
