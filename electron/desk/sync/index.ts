import type { Clock } from '../../../shared/clock.ts';
import type { CentralState } from '../../../shared/console-state.ts';
import type { IpcCode } from '../../../shared/contract/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readToken, type EnrolmentToken } from '../../../shared/sync/token.ts';
import type { AuditLog, Unsent } from '../audit/types.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { askToEnrol } from './ask-to-enrol.ts';
import { backOff } from './back-off.ts';
import { sendBatch, type Sent } from './batches.ts';
import { createEnrolmentStore, emptyRoot, type Enrolment } from './enrolment-store.ts';
import { createExchange, type ExchangeFailure } from './exchange.ts';
import { isPassing } from './passing.ts';
import { createSeldom } from './seldom.ts';
import { showState, type Trouble } from './show-state.ts';

export type Sync = {
  state(): CentralState;
  /** Enrols this device by a token; `actor` is the lead who did it. */
  enrol(token: string, actor?: string | null): Promise<Result<null, IpcCode>>;
  leave(actor?: string | null): void;
  /** A lead has seen the alert. After `inconsistent` central's log is believed anew, from its next checkpoint on. */
  closeAlert(actor?: string | null): void;
  /** Tries again now, also after a refusal, a conflict or a wrong identity. */
  retryNow(): void;
  start(): void;
  stop(): Promise<void>;
  onChange(listener: () => void): () => void;
};

/** The events of a moment go together. */
const gatherMilliseconds = 400;
/** An offset smaller than this is not told again. */
const tellOffsetFrom = 5000;

/**
 * Brings every event of this desk's chains to central (design, section 8 and 9). The queue is the log itself: what
 * central has not acknowledged is waiting, across restarts. Nothing here can hold up the desk's work.
 */
export function createSync(deps: {
  db: DeskDatabase;
  audit: AuditLog;
  clock: Clock;
  deviceId: () => string;
  siteName: () => string;
  kind: 'product' | 'preview';
  version: string;
  random?: () => number;
}): Sync {
  const { audit, clock } = deps;
  const random = deps.random ?? Math.random;
  const store = createEnrolmentStore(deps.db);
  const listeners = new Set<() => void>();
  let enrolment = store.read();
  let trouble: Trouble | null = null;
  let sending = false;
  let lastContact: number | null = null;
  let nextTry: number | null = null;
  let failures = 0;
  let toldOffset = 0;
  const isSeldom = createSeldom(clock);
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let stopped = true;
  let ending = new AbortController();

  const exchange = createExchange({
    audit,
    clock,
    deviceId: deps.deviceId,
    onOffset: (milliseconds) => {
      if (Math.abs(milliseconds - toldOffset) < tellOffsetFrom) return;
      toldOffset = milliseconds;
      if (isSeldom('central.clock-offset'))
        audit.record('central.clock-offset', { seconds: Math.round(milliseconds / 1000) });
    },
  });

  const changed = () => {
    for (const listener of listeners) listener();
  };

  const plan = (milliseconds: number) => {
    if (timer) clearTimeout(timer);
    timer = null;
    nextTry = null;
    if (stopped || !enrolment) return;
    if (trouble) nextTry = clock.now() + milliseconds;
    timer = setTimeout(() => {
      timer = null;
      running ??= drain()
        .catch(takeCrash)
        .finally(() => {
          running = null;
        });
    }, milliseconds);
  };

  const settle = (next: Trouble | null) => {
    const before = trouble;
    trouble = next;
    if (!next) {
      failures = 0;
      return;
    }
    failures += 1;
    if (next.state !== 'offline' && before?.state === next.state && before.problem === next.problem) return;
    if (next.problem === 'central.other-key' && enrolment && isSeldom('central.identity-wrong')) {
      audit.record('central.identity-wrong', { url: enrolment.url });
    }
  };

  /** Sends batch after batch until nothing waits or something is in the way. */
  const drain = async (): Promise<void> => {
    const { signal } = ending;
    while (enrolment && !signal.aborted) {
      sending = true;
      changed();
      const mine: Enrolment = enrolment;
      const sent = await sendBatch(audit, exchange, mine, signal);
      if (signal.aborted || enrolment !== mine) break;
      if (sent.is === 'nothing') {
        settle(null);
        break;
      }
      if (!take(sent)) break;
    }
    sending = false;
    if (trouble) plan(backOff(failures, random()));
    else if (enrolment && audit.waiting() > 0) plan(gatherMilliseconds);
    changed();
  };

  /** desk.db did not take or give something: what was not marked as acknowledged is sent again. */
  const takeCrash = () => {
    sending = false;
    trouble = { state: 'offline', problem: 'central.storage' };
    failures += 1;
    plan(backOff(failures, random()));
    changed();
  };

  /** @returns whether to go on at once. */
  const take = (sent: Exclude<Sent, { is: 'nothing' }>): boolean => {
    switch (sent.is) {
      case 'taken':
        lastContact = clock.now();
        settle(null);
        audit.transaction(() => {
          audit.markSynced(sent.upTo, sent.batch.chain);
          store.advance(sent.size, sent.root);
        });
        enrolment = store.read();
        return true;
      case 'inconsistent':
        takeContradiction();
        return false;
      case 'failed':
        return takeFailure(sent.failure, sent.batch);
    }
  };

  /** Central's log is not the one that it was, or does not hold what it says: nothing more is believed. */
  const takeContradiction = () => {
    const url = enrolment?.alert === 'inconsistent' ? null : enrolment?.url;
    audit.transaction(() => {
      store.raise('inconsistent');
      if (url) audit.record('central.identity-wrong', { url });
    });
    enrolment = store.read();
    settle({ state: 'wrong-identity', problem: 'central.inconsistent' });
  };

  /** Central lost what it had acknowledged (a restore, or worse): it gets it again, and a lead hears of it. */
  const takeForgetting = (next: number, chain: string): boolean => {
    const isNew = enrolment?.alert === null;
    audit.transaction(() => {
      if (isNew) {
        store.raise('forgot');
        audit.record('central.forgot', { seq: next });
      }
      // Where a chain is gone, the one that it follows may have lost its end.
      if (next === 0) audit.markUnsent();
      else audit.markSynced(next - 1, chain);
    });
    enrolment = store.read();
    // A central that forgets again and again is not asked again and again.
    if (!isNew) settle({ state: 'offline', problem: 'central.gap' });
    return isNew;
  };

  /** Central holds another history of this chain. An earlier chain is left at that; the present one cannot go on. */
  const takeConflict = (seq: number, chain: string): boolean => {
    if (chain !== audit.chain) {
      audit.transaction(() => {
        audit.record('central.conflict', { seq });
        audit.markDisputed(chain);
      });
      return true;
    }
    if (trouble?.state !== 'conflict' && isSeldom('central.conflict')) audit.record('central.conflict', { seq });
    settle({ state: 'conflict', problem: 'central.conflict' });
    return false;
  };

  const takeFailure = (failure: ExchangeFailure, batch: Unsent): boolean => {
    if (failure.code !== 'refused') {
      settle(
        failure.code === 'wrong-identity'
          ? { state: 'wrong-identity', problem: 'central.other-key' }
          : { state: 'offline', problem: `central.${failure.code}` },
      );
      return false;
    }
    lastContact = clock.now();
    const { code, next, seq } = failure.refusal;
    if (code === 'gap' && next !== undefined && next <= batch.synced) return takeForgetting(next, batch.chain);
    if (code === 'conflict') return takeConflict(seq ?? 0, batch.chain);
    const state = isPassing(code) ? 'offline' : 'refused';
    settle({ state, problem: `central.${code}` });
    return false;
  };

  audit.onAppended(() => {
    if (enrolment && !stopped && !trouble && !timer && !running) plan(gatherMilliseconds);
    else changed();
  });

  return {
    state: () => showState(audit, enrolment, { trouble, sending, lastContact, nextTry }),
    enrol: async (text, actor = null) => {
      if (enrolment) return fail('already-enrolled');
      const token = readToken(text);
      if (!token || token.expiresAt < clock.now()) return fail('bad-token');
      const opened = await askWith(token);
      if (!opened.ok) return fail(opened.code === 'conflict' ? 'bad-token' : opened.code);
      const { url, keyPin, logKey, origin } = token;
      try {
        audit.transaction(() => {
          // A log that this desk has left must go on from where it was then, not from where it says that it is.
          store.write({ ...(store.leftLog(origin, logKey) ?? opened.value), url, keyPin, logKey, origin });
          audit.markUnsent();
          audit.record('central.enrolled', { url: token.url, keyPin: token.keyPin }, { actor });
        });
      } catch {
        return fail('storage');
      }
      enrolment = store.read();
      trouble = null;
      failures = 0;
      plan(0);
      changed();
      return ok(null);
    },
    leave: (actor = null) => {
      if (!enrolment) return;
      ending.abort();
      ending = new AbortController();
      audit.transaction(() => {
        store.remove();
        audit.record('central.left', {}, { actor });
      });
      enrolment = null;
      trouble = null;
      lastContact = null;
      plan(0);
      changed();
    },
    closeAlert: (actor = null) => {
      const reason = enrolment?.alert;
      if (!reason) return;
      audit.transaction(() => {
        store.closeAlert();
        if (reason === 'inconsistent') store.advance(0, emptyRoot);
        audit.record('central.alert-closed', { reason }, { actor });
      });
      enrolment = store.read();
      if (!running) plan(0);
      changed();
    },
    retryNow: () => {
      if (enrolment && !running) plan(0);
    },
    start: () => {
      stopped = false;
      plan(0);
    },
    stop: async () => {
      stopped = true;
      ending.abort();
      if (timer) clearTimeout(timer);
      timer = null;
      await running;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  /** A chain of which central holds another history ends here, signed; a new one that follows it is enrolled instead. */
  async function askWith(token: EnrolmentToken): Promise<ReturnType<typeof askOnce>> {
    const asked = await askOnce(token);
    if (asked.ok || asked.code !== 'conflict') return asked;
    const begun = await audit.beginChain();
    return begun.ok ? askOnce(token) : begun;
  }

  function askOnce(token: EnrolmentToken) {
    const { chain, publicKey } = audit;
    const { kind, version } = deps;
    const device = { device: deps.deviceId(), chain, publicKey, kind, version, site: deps.siteName() };
    return askToEnrol(exchange, token, device, ending.signal);
  }
}
