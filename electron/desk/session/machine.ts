import { isForLead, type FaultCode, type FromGate, type SessionFacts } from '../../../shared/contract/gate-process.ts';
import type { FromVault } from '../../../shared/contract/vault.ts';
import type { EntryState } from '../../../shared/console-state.ts';
import type { BreakKind, LockCause } from '../../../shared/events/types.ts';
import type { WindowRole } from '../host.ts';

/** One instant on both clocks: wall time for people and the log, running time for durations. */
export type Moment = { wall: number; running: number };

export type Session = { facts: SessionFacts; since: Moment };
export type Lock = { since: Moment; cause: LockCause; break: BreakKind | null; masked: number };
export type Notice = NonNullable<EntryState['notice']>;
/** Why a session is over. Only the first is the person's own wish. */
export type EndReason = 'sign-out' | 'put-out' | 'shredded' | 'session-limit' | 'shutdown';

export type SignIn = { is: 'sign-in'; notice: Notice | null; keptAside: string | null };
export type Locked = { is: 'locked'; session: Session; lock: Lock; notice: Notice | null; keptAside: string | null };

/**
 * Where the console stands. A vault lives in `opening`, `open` and `closing` and nowhere else; the desk window is shown
 * in `open` alone. Its page is told nothing before `opening`, in which it draws, out of sight, what a desk shows without
 * its notes (design, section 2: locked means no vault, no desk renderer).
 */
export type State =
  /** `then`: what the program before this one showed, whose place it takes. */
  | { is: 'starting'; then: SignIn | Locked | null }
  | { is: 'first-run' }
  | SignIn
  | Locked
  | { is: 'broken'; fault: FaultCode; keptAside: string | null }
  /** The gate was satisfied, the vault is starting; `from` is what the screen shows until it is there. */
  | { is: 'opening'; session: Session; from: { is: 'first-run' } | SignIn | Locked }
  | { is: 'open'; session: Session; masked: number }
  /** The desk is gone from the screen, the vault is being flushed and killed. */
  | { is: 'closing'; session: Session; lock: Lock | null; end: EndReason | null };

type Profile = Extract<FromGate, { type: 'ready' }>['profile'];
type VaultFault = Extract<FromVault, { type: 'fault' }>['kind'];

export type SessionEvent =
  | { type: 'gate-ready'; profile: Profile; at: Moment }
  | { type: 'fault'; code: FaultCode; keptAside: string | null; at: Moment }
  | { type: 'retry' }
  | { type: 'resume'; then: SignIn | Locked }
  | { type: 'entered'; op: string; facts: SessionFacts; at: Moment }
  | { type: 'vault-ready'; at: Moment }
  | { type: 'vault-fault'; kind: VaultFault; keptAside: string | null }
  | { type: 'vault-gone'; at: Moment }
  | { type: 'lock'; cause: LockCause; break: BreakKind | null; at: Moment }
  | { type: 'end'; reason: EndReason; at: Moment }
  | { type: 'closed'; masked: number; at: Moment };

/** What the log must say of a step. */
export type Fact =
  | { type: 'locked'; person: string; lock: Lock }
  | { type: 'break-ended'; person: string; lock: Lock & { break: BreakKind }; at: Moment }
  | { type: 'signed-out'; person: string; masked: number }
  | { type: 'vault-fault'; person: string; kind: VaultFault; keptAside: boolean };

export type Effect =
  | { do: 'start-vault'; account: string }
  | { do: 'close-vault' }
  | { do: 'drop-vault' }
  | { do: 'show'; window: WindowRole }
  | { do: 'renew-gate' }
  | { do: 'reopen' }
  | { do: 'log'; fact: Fact };

export type Step = { state: State; effects: Effect[] };

/** Of a program that takes nobody's place. */
export const beginning: State = { is: 'starting', then: null };

const stay = (state: State): Step => ({ state, effects: [] });

/** One step of the console. Pure: an event that does not fit the state changes nothing. */
export function step(state: State, event: SessionEvent): Step {
  switch (event.type) {
    case 'gate-ready':
      return gateReady(state, event);
    case 'fault':
      return fault(state, event);
    case 'retry':
      return state.is === 'broken' ? { state: beginning, effects: [{ do: 'reopen' }] } : stay(state);
    case 'resume':
      return state.is === 'starting' ? stay({ ...state, then: event.then }) : stay(state);
    case 'entered':
      return entered(state, event);
    case 'vault-ready':
      return vaultReady(state, event.at);
    case 'vault-fault':
      return vaultFault(state, event);
    case 'vault-gone':
      return vaultGone(state, event.at);
    case 'lock':
      return lock(state, event);
    case 'end':
      return end(state, event.reason, event.at);
    case 'closed':
      return closed(state, event.masked, event.at);
  }
}

function gateReady(state: State, { profile, at }: { profile: Profile; at: Moment }): Step {
  // Whoever has to act, a lead or IT: what the gate found comes first, because no lead can act without it.
  if (state.is === 'broken' && isForLead(state.fault) && profile.state === 'fault')
    return stay({ is: 'broken', fault: profile.fault, keptAside: profile.keptAside });
  // While a desk is open the idle gate is only looked at again at the next lock.
  if (state.is === 'opening' || state.is === 'open' || state.is === 'closing' || state.is === 'broken')
    return stay(state);
  if (profile.state === 'fault') return fault(state, { code: profile.fault, keptAside: profile.keptAside, at });
  if (state.is !== 'starting') return stay(state);
  if (profile.state === 'first-run') return stay({ is: 'first-run' });
  return stay(state.then ?? { is: 'sign-in', notice: null, keptAside: null });
}

function fault(state: State, { code, keptAside, at }: Omit<Extract<SessionEvent, { type: 'fault' }>, 'type'>): Step {
  const broken: State = { is: 'broken', fault: code, keptAside };
  const shown = resumed(state);
  switch (shown.is) {
    case 'starting':
    case 'first-run':
    case 'sign-in':
      return stay(broken);
    case 'locked':
      // The gate refuses the unlock by itself until main can append again; the session is not lost by it.
      if (code === 'audit-unwritable' && state.is === 'locked') return stay(state);
      return { state: broken, effects: logged(endOf(shown, at)) };
    // Sign-in is refused, an open desk is not closed: its notes stay readable (design, section 8).
    default:
      return stay(state);
  }
}

function entered(state: State, { op, facts, at }: Extract<SessionEvent, { type: 'entered' }>): Step {
  const startVault: Effect = { do: 'start-vault', account: facts.account };
  const fresh: Session = { facts, since: at };
  if (state.is === 'first-run' || state.is === 'sign-in') {
    if (op === 'unlock') return { state, effects: [{ do: 'renew-gate' }] };
    return { state: { is: 'opening', session: fresh, from: state }, effects: [startVault] };
  }
  // Nobody comes in past what a lead has to see first: what the gate has learned ends with it.
  if (state.is === 'broken' && isForLead(state.fault)) return { state, effects: [{ do: 'renew-gate' }] };
  if (state.is !== 'locked') return stay(state);
  if (op !== 'unlock') {
    // Another person signs in at a locked desk: the session that was locked ends here.
    const effects: Effect[] = [...logged(endOf(state, at)), startVault];
    const from: SignIn = { is: 'sign-in', notice: null, keptAside: null };
    return { state: { is: 'opening', session: fresh, from }, effects };
  }
  if (facts.account !== state.session.facts.account) return { state, effects: [{ do: 'renew-gate' }] };
  const session: Session = { facts, since: state.session.since };
  return { state: { is: 'opening', session, from: state }, effects: [startVault] };
}

function vaultReady(state: State, at: Moment): Step {
  if (state.is !== 'opening') return stay(state);
  const masked = maskedIn(state);
  const ended = state.from.is === 'locked' ? breakEnded(state.from, at) : [];
  return {
    state: { is: 'open', session: state.session, masked },
    effects: [{ do: 'show', window: 'desk' }, { do: 'renew-gate' }, ...ended],
  };
}

/** How many places the guard masked at the lock that is about to end. */
export function maskedIn({ from }: Extract<State, { is: 'opening' }>): number {
  return from.is === 'locked' ? from.lock.masked : 0;
}

const faultNotices = {
  damaged: 'vault-damaged',
  truncated: 'vault-damaged',
  newer: 'vault-newer',
  foreign: 'vault-foreign',
  'rolled-back': 'vault-rolled-back',
  keychain: 'vault-keychain',
  storage: 'vault-storage',
} as const satisfies Record<VaultFault, Notice>;

function vaultFault(state: State, { kind, keptAside }: { kind: VaultFault; keptAside: string | null }): Step {
  if (state.is !== 'opening') return stay(state);
  const fact: Fact = {
    type: 'vault-fault',
    person: state.session.facts.account,
    kind,
    keptAside: keptAside !== null,
  };
  return {
    state: backTo(state.from, faultNotices[kind], keptAside),
    effects: [{ do: 'drop-vault' }, { do: 'renew-gate' }, { do: 'log', fact }],
  };
}

function vaultGone(state: State, at: Moment): Step {
  switch (state.is) {
    case 'opening':
      return { state: backTo(state.from, 'vault-died', null), effects: [{ do: 'drop-vault' }, { do: 'renew-gate' }] };
    case 'open': {
      const closing: State = {
        is: 'closing',
        session: state.session,
        lock: { since: at, cause: 'vault-died', break: null, masked: 0 },
        end: null,
      };
      const done = closed(closing, 0, at);
      return { state: done.state, effects: [{ do: 'show', window: 'entry' }, { do: 'drop-vault' }, ...done.effects] };
    }
    default:
      return stay(state);
  }
}

function backTo(from: { is: 'first-run' } | SignIn | Locked, notice: Notice, keptAside: string | null): State {
  return from.is === 'locked' ? { ...from, notice, keptAside } : { is: 'sign-in', notice, keptAside };
}

function lock(state: State, { cause, break: kind, at }: Extract<SessionEvent, { type: 'lock' }>): Step {
  if (state.is !== 'open' && state.is !== 'opening') return stay(state);
  const why: Lock = { since: at, cause, break: kind, masked: 0 };
  const effects = state.is === 'opening' && state.from.is === 'locked' ? breakEnded(state.from, at) : [];
  return { state: { is: 'closing', session: state.session, lock: why, end: null }, effects: [...effects, ...leave] };
}

function end(before: State, reason: EndReason, at: Moment): Step {
  const state = resumed(before);
  switch (state.is) {
    case 'open':
    case 'opening': {
      const cause = reason === 'session-limit' || reason === 'shutdown' ? reason : null;
      const why: Lock | null = cause && { since: at, cause, break: null, masked: 0 };
      return { state: { is: 'closing', session: state.session, lock: why, end: reason }, effects: leave };
    }
    case 'closing':
      return stay({ ...state, end: reason });
    case 'locked':
      return {
        state: signInAfter(reason),
        effects: [...logged(endOf(state, at)), { do: 'renew-gate' }],
      };
    default:
      return stay(before);
  }
}

/** What a program that takes another's place goes on from. */
export function resumed(state: State): State {
  return state.is === 'starting' && state.then ? state.then : state;
}

/** The order of design section 6: cover, destroy the desk, flush, kill. A gate in mid-attempt goes with them. */
const leave: Effect[] = [{ do: 'show', window: 'entry' }, { do: 'close-vault' }];

function closed(state: State, masked: number, at: Moment): Step {
  if (state.is !== 'closing') return stay(state);
  const person = state.session.facts.account;
  const why = state.lock && { ...state.lock, masked };
  const effects: Effect[] = why ? [{ do: 'log', fact: { type: 'locked', person, lock: why } }] : [];
  if (why && state.end === null) {
    return {
      state: { is: 'locked', session: state.session, lock: why, notice: null, keptAside: null },
      effects: [...effects, { do: 'renew-gate' }],
    };
  }
  if (why) effects.push(...breakEnded({ session: state.session, lock: why }, at));
  effects.push({ do: 'log', fact: signedOut(state.session, masked) }, { do: 'renew-gate' });
  return { state: signInAfter(state.end ?? 'sign-out'), effects };
}

/** What the log says of a locked session that nobody comes back to. */
export function endOf(locked: Locked, at: Moment): Fact[] {
  return [...breakFacts(locked, at), signedOut(locked.session, 0)];
}

const logged = (facts: Fact[]): Effect[] => facts.map((fact) => ({ do: 'log', fact }));

const breakEnded = (from: { session: Session; lock: Lock }, at: Moment): Effect[] => logged(breakFacts(from, at));

function breakFacts(from: { session: Session; lock: Lock }, at: Moment): Fact[] {
  const kind = from.lock.break;
  if (kind === null) return [];
  const lock = { ...from.lock, break: kind };
  return [{ type: 'break-ended', person: from.session.facts.account, lock, at }];
}

function signedOut(session: Session, masked: number): Fact {
  return { type: 'signed-out', person: session.facts.account, masked };
}

const endNotices = {
  'sign-out': null,
  'put-out': 'signed-out',
  shredded: 'shredded',
  'session-limit': 'session-limit',
  shutdown: null,
} as const satisfies Record<EndReason, Notice | null>;

function signInAfter(reason: EndReason): State {
  return { is: 'sign-in', notice: endNotices[reason], keptAside: null };
}
