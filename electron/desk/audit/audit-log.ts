import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as eventId } from 'uuid';
import { signHead, type SignedHead } from '../../../shared/chain/head.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { draftEvent, eventData, type EventDraft } from '../../../shared/events/index.ts';
import { keepAside } from '../../../shared/keep-aside.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import { createRandomSupply } from '../../../shared/random-supply.ts';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { restoreSettings } from '../policy/settings-in-log.ts';
import { openSeal, type Seal } from '../seal/seal.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { createActivity } from './activity.ts';
import { createChainAnchorKeeper } from './anchor.ts';
import { createChainStore, type ChainStore } from './chain-store.ts';
import { exportLog } from './export-log.ts';
import { openChain, succeedChain, type LiveChain } from './open-chain.ts';
import { createOutbox } from './outbox.ts';
import { proveLog } from './prove.ts';
import { createRollbacks } from './rollbacks.ts';
import { createTexts } from './texts.ts';
import type { AuditLog, StoredEvent } from './types.ts';
import { createUnsent } from './unsent.ts';

export type { ActivityQuery, AuditLog, ChainState } from './types.ts';

type Deps = {
  db: DeskDatabase;
  /** Service "S main": holds the chains' signing keys as `signing:<chainId>`. */
  keychain: Keychain;
  clock: Clock;
  version: string;
  siteName: () => string;
};
/** Makes an event of the present moment, of what `record` is given. */
type Draft = (...what: Parameters<AuditLog['record']>) => EventDraft;
type OpenFault = 'keychain-missing' | 'keychain-locked' | 'audit-damaged' | 'storage';

/** Of an event's id, which is no secret. */
const randomOfId = createRandomSupply(16, 64);

/** Opens the desk's log, beginning its first chain if there is none (open-chain.ts), and holds desk.db against its seal. */
export async function openAuditLog(deps: Deps): Promise<Result<AuditLog, OpenFault>> {
  try {
    const store = createChainStore(deps.db);
    const seal = await openSeal(deps.db, deps.keychain);
    const sealed = { ...deps, transaction: seal.transaction };
    const live = await openChain(sealed, store);
    if (!live.ok) return live;
    const log = createAuditLog(sealed, store, live.value);
    if (seal.altered) noteAltered(deps, log, seal.renew);
    await log.anchored();
    return ok(log);
  } catch (error) {
    return namedFault(error);
  }
}

/** Said once, and sealed as it was found, but for the settings, which the log can give back: a lead must look. */
function noteAltered({ db, clock }: Deps, log: AuditLog, renew: () => void): void {
  const copy = keepAside(db.name, 'altered', clock.now());
  log.transaction(() => {
    createRollbacks(db).keepAltered(copy && join(dirname(db.name), copy));
    log.record('fault.found', { fault: 'desk-altered', keptAside: copy !== null }, { outcome: 'failed' });
    restoreSettings(db);
    renew();
  });
}

function namedFault(error: unknown): Failure<OpenFault> {
  if (error instanceof KeychainError) return fail(`keychain-${error.kind}`);
  if (!(error instanceof Database.SqliteError)) throw error;
  return fail(/^SQLITE_(CORRUPT|NOTADB)/.test(error.code) ? 'audit-damaged' : 'storage');
}

function createAuditLog(deps: Deps & Pick<Seal, 'transaction'>, store: ChainStore, opened: LiveChain): AuditLog {
  const { db, clock, version, transaction } = deps;
  const texts = createTexts(db);
  const unsent = createUnsent(store);
  const rollbacks = createRollbacks(db);
  let live = opened;
  const anchor = createChainAnchorKeeper(deps.keychain, () =>
    db.open ? { chain: live.row.id, ...store.tip(live.row) } : null,
  );
  anchor.follow();
  const listeners = new Set<() => void>();
  let announced = false;
  let broken = false;

  /** A microtask runs after the transaction, which is synchronous, and stands for all that it appended. */
  const announce = () => {
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      for (const listener of listeners) listener();
    });
  };

  const append = (draft: EventDraft, chain = store.appender(live.row)) => {
    if (draft.type.startsWith('chain.')) throw new RangeError('only the log itself opens and closes a chain');
    chain(draft);
    announce();
  };

  const draftNow: Draft = (type, data, { actor = null, outcome = 'ok', time = clock.now() } = {}) => {
    eventData[type].parse(data);
    const id = eventId({ msecs: clock.now(), random: randomOfId() });
    return draftEvent(id, time, actor, type, data, outcome);
  };

  const record: AuditLog['record'] = (type, data, how) => {
    append(draftNow(type, data, how));
  };

  const takeOutbox = createOutbox(db, store);
  /** Chains what an outbox brings, in the running transaction. */
  const takeAll = (entries: OutboxEntry[]) => {
    const chain = store.appender(live.row);
    takeOutbox(entries, {
      note: (type, data) => {
        append(draftNow(type, data), chain);
      },
      append: (draft) => {
        try {
          append(draft, chain);
          return true;
        } catch (error) {
          if (error instanceof Database.SqliteError) throw error;
          return false;
        }
      },
    });
  };

  const signNow = (upTo?: StoredEvent): SignedHead => {
    anchor.follow();
    const { seq, head } = upTo ? { seq: upTo.seq, head: upTo.leaf } : store.tip(live.row);
    const [kept] = store.heads(live.row, seq, seq);
    if (kept) return kept;
    const signed = signHead(live.key, { chain: live.row.id, seq, head, time: clock.now() });
    store.keepHead(live.row, signed);
    return signed;
  };

  const rowOf = (id: string) => {
    const row = store.chains().find((chain) => chain.id === id);
    if (!row) throw new RangeError('no chain of this desk');
    return row;
  };

  return {
    transaction,
    record,
    keepText: texts.keep,
    textOf: texts.of,
    eraseText: texts.erase,
    accept: (entries) => {
      try {
        transaction(() => {
          takeAll(entries);
        });
        return true;
      } catch (error) {
        if (error instanceof Database.SqliteError) return false;
        throw error;
      }
    },
    signHead: signNow,
    state: () => ({
      state: broken ? 'broken' : 'whole',
      chain: live.row.id,
      length: store.tip(live.row).seq + 1,
      signedUpTo: store.lastHead(live.row)?.seq ?? -1,
    }),
    page: createActivity(db, texts),
    prove: async () => {
      const proof = await proveLog(store);
      broken = !proof.whole;
      return proof;
    },
    exportLog: () => {
      signNow();
      return exportLog(store, version, clock.now());
    },
    after: (seq, limit) => store.after(live.row, seq, limit),
    syncedUpTo: () => store.syncedUpTo(live.row),
    markSynced: (seq, chain = live.row.id) => {
      store.markSynced(rowOf(chain), seq);
    },
    unsent: unsent.next,
    waiting: unsent.count,
    markDisputed: (chain) => {
      store.markDisputed(rowOf(chain));
    },
    markUnsent: store.markUnsent,
    beginChain: async () => {
      try {
        live = await succeedChain(deps, store, live);
        anchor.follow();
        announce();
        return ok(null);
      } catch (error) {
        if (error instanceof Database.SqliteError || error instanceof KeychainError) return fail('storage');
        throw error;
      }
    },
    rolledBack: () => rollbacks.waiting()[0] ?? null,
    acceptRollback: (via, actor) => {
      transaction(() => {
        for (const database of new Set(rollbacks.waiting().map((found) => found.database)))
          record('rollback.accepted', { database, via, shut: 0 }, { actor });
        rollbacks.accept();
      });
    },
    anchored: anchor.settled,
    onAppended: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get chain() {
      return live.row.id;
    },
    get publicKey() {
      return live.key.publicKey;
    },
    sign: (bytes) => live.key.sign(bytes),
    close: () => {
      db.close();
    },
  };
}
