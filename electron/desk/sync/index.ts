import { openCheckpoint } from '../../../shared/chain/checkpoint.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { CentralState } from '../../../shared/console-state.ts';
import type { IpcCode } from '../../../shared/contract/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readToken, type EnrolmentToken } from '../../../shared/sync/token.ts';
import { enrolReply, paths, type Refusal } from '../../../shared/sync/wire.ts';
import type { AuditLog } from '../audit/types.ts';
import type { DeskDatabase } from '../store/desk-database.ts';
import { backOff } from './back-off.ts';
import { sendBatch, type Sent } from './batches.ts';
import { createEnrolmentStore, type Enrolment } from './enrolment-store.ts';
import { createExchange, type ExchangeFailure } from './exchange.ts';

export type Sync = {
  state(): CentralState;
  /** Enrols this device by a token; `actor` is the lead who did it. */
  enrol(token: string, actor?: string | null): Promise<Result<null, IpcCode>>;
  leave(actor?: string | null): void;
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
const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type Trouble = { state: 'offline' | 'refused' | 'wrong-identity' | 'conflict'; problem: string };

/**
 * Brings every event of this desk's chain to central (design, section 8 and 9). The queue is the log itself: what
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
    if (next.state === 'wrong-identity' && enrolment) audit.record('central.identity-wrong', { url: enrolment.url });
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
    else if (enrolment && waiting() > 0) plan(gatherMilliseconds);
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
          audit.markSynced(sent.upTo);
          store.advance(sent.size, sent.root);
        });
        enrolment = store.read();
        return true;
      case 'inconsistent':
        settle({ state: 'wrong-identity', problem: 'central.inconsistent' });
        return false;
      case 'failed':
        return takeFailure(sent.failure);
    }
  };

  const takeFailure = (failure: ExchangeFailure): boolean => {
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
    if (code === 'gap' && next !== undefined && next <= audit.syncedUpTo()) {
      // Central lost what it had acknowledged (a restore): it gets it again.
      audit.markSynced(next - 1);
      return true;
    }
    if (code === 'conflict') {
      if (trouble?.state !== 'conflict') audit.record('central.conflict', { seq: seq ?? 0 });
      settle({ state: 'conflict', problem: 'central.conflict' });
      return false;
    }
    const state = passing.includes(code) ? 'offline' : 'refused';
    settle({ state, problem: `central.${code}` });
    return false;
  };

  const waiting = () => Math.max(0, audit.state().length - 1 - audit.syncedUpTo());

  audit.onAppended(() => {
    if (enrolment && !stopped && !trouble && !timer && !running) plan(gatherMilliseconds);
    else changed();
  });

  return {
    state: () => {
      const waits = waiting();
      const [oldest] = enrolment && waits > 0 ? audit.after(audit.syncedUpTo(), 1) : [];
      return {
        state: stateOf(enrolment, trouble, sending, waits),
        url: enrolment?.url ?? null,
        waiting: enrolment ? waits : 0,
        waitingSince: oldest ? timeOf(oldest.bytes) : null,
        lastContact,
        nextTry,
        problem: trouble?.problem ?? null,
      };
    },
    enrol: async (text, actor = null) => {
      if (enrolment) return fail('already-enrolled');
      const token = readToken(text);
      if (!token || token.expiresAt < clock.now()) return fail('bad-token');
      const opened = await askToEnrol(token);
      if (!opened.ok) return opened;
      try {
        audit.transaction(() => {
          store.write({ ...opened.value, url: token.url, keyPin: token.keyPin });
          audit.markSynced(-1);
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

  async function askToEnrol(
    token: EnrolmentToken,
  ): Promise<Result<Pick<Enrolment, 'origin' | 'logKey' | 'size' | 'root'>, IpcCode>> {
    const { chain, publicKey } = audit;
    const { kind, version } = deps;
    const request = { v: 1, secret: token.secret, device: deps.deviceId(), chain, publicKey, kind, version };
    const body = Buffer.from(JSON.stringify({ ...request, site: deps.siteName() }), 'utf8');
    const reply = await exchange.post(token, paths.enrol, 'application/json', body, enrolReply, ending.signal);
    if (!reply.ok) return fail(enrolFailure(reply.failure));
    const checkpoint = openCheckpoint(reply.value.checkpoint, token.origin, token.logKey);
    if (!checkpoint.ok || reply.value.origin !== token.origin) return fail('wrong-identity');
    // From here on central must continue the log that it showed first.
    const { size, root } = checkpoint.value;
    const { origin, logKey } = token;
    return ok({ origin, logKey, size, root: size === 0 ? emptyRoot : Buffer.from(root).toString('hex') });
  }
}

/** Refusals that pass by themselves; the others need somebody. */
const passing: readonly Refusal[] = ['too-many', 'internal', 'clock', 'replay', 'gap'];

function enrolFailure(failure: ExchangeFailure): IpcCode {
  switch (failure.code) {
    case 'wrong-identity':
      return 'wrong-identity';
    case 'refused':
      return passing.includes(failure.refusal.code) ? 'unreachable' : 'bad-token';
    case 'unreachable':
    case 'odd-reply':
      return 'unreachable';
  }
}

function stateOf(
  enrolment: Enrolment | null,
  trouble: Trouble | null,
  sending: boolean,
  waits: number,
): CentralState['state'] {
  if (!enrolment) return 'none';
  if (trouble) return trouble.state;
  return sending || waits > 0 ? 'sending' : 'up-to-date';
}

function timeOf(bytes: Uint8Array): number {
  return (JSON.parse(Buffer.from(bytes).toString('utf8')) as { time: number }).time;
}
