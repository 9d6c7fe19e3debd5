import { isForLead, type FaultCode, type FromGate } from '../../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import type { ToVault } from '../../../shared/contract/vault.ts';
import type { BreakKind, LockCause } from '../../../shared/events/types.ts';
import type { Host, PipeEnd, WindowRole } from '../host.ts';
import { createGates, type Attempt, type Gates } from './gates.ts';
import {
  beginning,
  step,
  type Effect,
  type EndReason,
  type Fact,
  type Lock,
  type Locked,
  type Moment,
  type SessionEvent,
  type SignIn,
  type State,
} from './machine.ts';
import { createSpareVault } from './spare-vault.ts';
import { startVault, type Altered, type VaultChild } from './vault-child.ts';

export type Outcome = Extract<FromGate, { type: 'outcome' }>;
export type ReadyProfile = Extract<FromGate, { type: 'ready' }>['profile'];

export type Session = {
  state(): State;
  /** What the vault of the present session has found at its opening. */
  notesAltered(): Altered;
  /** Starts a gate, which begins once the log can be written. */
  start(when: Promise<boolean>): void;
  fault(code: FaultCode, keptAside: string | null): void;
  retry(): void;
  /** This program takes another's place: what that one showed is shown again once a gate is there. */
  resume(then: SignIn | Locked): void;
  /** The screen after a lock or a sign-out, and nobody is coming in. */
  atRest(): boolean;
  lock(cause: LockCause, kind?: BreakKind): void;
  end(reason: EndReason): void;
  /** Resolves when nothing of an open desk is left. */
  ended(): Promise<void>;
  /** Somebody begins to type a password where a desk can be opened: its page and a vault's program come up, empty. */
  attemptNear(): void;
  /** One attempt for the window of that role. @returns false when there is no gate for it. */
  openGate(role: WindowRole, grant: string | null): Promise<boolean>;
  openVault(): boolean;
  /** A rule keeps the notes closed from now on: the page loses its port to them. */
  detachVault(): void;
  noteExpiry(at: number): void;
  sweep(): boolean;
  /** A lead says that the wall clock is right. @returns false while a gate has something else to do. */
  confirmTime(): boolean;
  stop(): Promise<void>;
};

/** Runs the state machine on real processes and windows. Everything it decides is in machine.ts. */
export function createSession(deps: {
  host: Host;
  paths: Pick<Extract<ToVault, { type: 'start' }>, 'profile' | 'keychainService'>;
  moment: () => Moment;
  noteExpiry: (account: string) => number;
  codeAfter: (lock: Lock) => number;
  accept: (entries: OutboxEntry[]) => boolean;
  log: (fact: Fact) => void;
  onReady: (profile: ReadyProfile) => void;
  onOutcome: (outcome: Outcome) => void;
  onSwept: (swept: Extract<FromGate, { type: 'swept' }>) => void;
  onHeldByClock: () => void;
  onMalformed: (border: 'gate' | 'vault', name: string) => void;
  /** The gate was satisfied: this person's desk comes. */
  onComing: () => void;
  onStep: (before: State, now: State) => void;
  reopen: () => void;
}): Session {
  const { host, paths } = deps;
  let state: State = beginning;
  let vault: VaultChild | null = null;
  let altered: Altered = null;
  /** Over which the vault lends its key to the present attempt, if that asks for it: most never do. */
  let lender: PipeEnd | null = null;
  /** Somebody can type a password that opens a desk. */
  const mayComeIn = () => state.is === 'sign-in' || state.is === 'locked';
  const spare = createSpareVault({
    spawn: () => host.spawn('vault'),
    keychainService: paths.keychainService,
    onDropped: () => {
      // The page that was to come with it.
      if (mayComeIn()) void host.windows.destroy('desk');
    },
  });
  let isNear = false;
  let waiting: { while: State['is']; resolve: () => void }[] = [];

  const getReady = () => {
    host.windows.prepare('desk');
    spare.start();
  };

  const dispatch = (event: SessionEvent) => {
    const before = state;
    const next = step(state, event);
    state = next.state;
    for (const effect of next.effects) run(effect);
    if (before !== state) deps.onStep(before, state);
    for (const { while: is, resolve } of waiting) if (is !== state.is) resolve();
    waiting = waiting.filter(({ while: is }) => is === state.is);
  };

  const run = (effect: Effect) => {
    switch (effect.do) {
      case 'start-vault':
        openVaultFor(effect.account);
        // Where nobody has typed a password key by key, it loads while the notes are opened.
        host.windows.prepare('desk');
        deps.onComing();
        return;
      case 'close-vault':
        void closeVault().then((masked) => {
          dispatch({ type: 'closed', masked, at: deps.moment() });
        });
        return;
      case 'drop-vault':
        void vault?.drop();
        vault = null;
        void host.windows.destroy('desk');
        return;
      case 'show':
        void host.windows.show(effect.window);
        return;
      case 'renew-gate':
        if (state.is === 'open') gates.rest();
        else gates.renew();
        return;
      case 'reopen':
        deps.reopen();
        return;
      case 'log':
        deps.log(effect.fact);
        return;
    }
  };

  const openVaultFor = (account: string) => {
    const [gateEnd, vaultEnd] = host.pipe();
    const start = { type: 'start', ...paths, account, noteExpiry: deps.noteExpiry(account) } as const;
    const child = startVault(spare.take(), start, vaultEnd, {
      accept: deps.accept,
      onReady: (found) => {
        if (vault !== child) return;
        altered = found;
        dispatch({ type: 'vault-ready', at: deps.moment() });
      },
      onFault: ({ kind, keptAside }) => {
        if (vault === child) dispatch({ type: 'vault-fault', kind, keptAside });
      },
      onGone: () => {
        if (vault === child) dispatch({ type: 'vault-gone', at: deps.moment() });
      },
      onMalformed: (name) => {
        deps.onMalformed('vault', name);
      },
      onHeldByClock: deps.onHeldByClock,
    });
    vault = child;
    gates.handOver(gateEnd);
  };

  const closeVault = async (): Promise<number> => {
    const closing = vault;
    vault = null;
    return closing ? closing.close() : 0;
  };

  const gates: Gates = createGates({
    spawn: () => host.spawn('gate'),
    start: () => ({ type: 'start', ...paths }),
    running: () => deps.moment().running,
    accept: deps.accept,
    onReady: (profile) => {
      deps.onReady(profile);
      dispatch({ type: 'gate-ready', profile, at: deps.moment() });
    },
    onProven: (account) => {
      if (mayComeIn()) spare.expect(account);
    },
    onOutcome: (outcome) => {
      deps.onOutcome(outcome);
      if (outcome.ok && outcome.session) {
        dispatch({ type: 'entered', op: outcome.op, facts: outcome.session, at: deps.moment() });
        return;
      }
      spare.drop();
      if (outcome.ok && outcome.grant && state.is === 'broken') dispatch({ type: 'retry' });
      else if (outcome.over) gates.renew();
    },
    onSwept: deps.onSwept,
    onBorrow: () => {
      if (lender) vault?.lend(lender);
      lender = null;
    },
    onMalformed: (name) => {
      deps.onMalformed('gate', name);
    },
    onCrashed: () => {
      // Whom it expected, if anybody, has not come.
      spare.drop();
      // Before the key was handed over: the vault that waits for it will never have it.
      if (state.is === 'opening') dispatch({ type: 'vault-gone', at: deps.moment() });
    },
    onUnfit: () => {
      dispatch({ type: 'fault', code: 'storage', keptAside: null, at: deps.moment() });
    },
  });

  /** Resolves when the state is another than this. */
  const past = (is: State['is']) =>
    state.is === is ? new Promise<void>((resolve) => waiting.push({ while: is, resolve })) : Promise.resolve();

  return {
    state: () => state,
    notesAltered: () => altered,
    start: gates.renew,
    fault: (code, keptAside) => {
      dispatch({ type: 'fault', code, keptAside, at: deps.moment() });
    },
    retry: () => {
      dispatch({ type: 'retry' });
    },
    resume: (then) => {
      dispatch({ type: 'resume', then });
    },
    atRest: () => mayComeIn() && gates.isIdle(),
    lock: (cause, kind) => {
      dispatch({ type: 'lock', cause, break: kind ?? null, at: deps.moment() });
    },
    end: (reason) => {
      dispatch({ type: 'end', reason, at: deps.moment() });
    },
    ended: () => past('closing'),
    attemptNear: () => {
      if (!mayComeIn()) return;
      isNear = true;
      getReady();
    },
    openGate: async (role, grant) => {
      await past('closing');
      // The form is there before the gate has looked at the profile.
      await past('starting');
      const session = attemptSession(state, deps.codeAfter);
      if (session === undefined || (role === 'desk') !== (state.is === 'open')) return false;
      const [page, gate] = host.pipe();
      const [borrower, vaultEnd] = vault ? host.pipe() : [];
      const taken = await gates.attempt({ session, grant }, borrower ? [gate, borrower] : [gate]);
      if (!taken) return false;
      lender = vaultEnd ?? null;
      spare.expectNobody();
      // Once more for whoever took long to type.
      if (isNear && role === 'entry') getReady();
      isNear = false;
      host.deliver(role, 'gate', page);
      return true;
    },
    openVault: () => {
      if (state.is !== 'open' || !vault) return false;
      const [page, end] = host.pipe();
      vault.attach(end);
      host.deliver('desk', 'vault', page);
      return true;
    },
    detachVault: () => {
      vault?.detach();
    },
    noteExpiry: (at) => {
      vault?.noteExpiry(at);
    },
    sweep: gates.sweep,
    confirmTime: () => {
      if (!gates.sweep(true)) return false;
      vault?.confirmTime();
      return true;
    },
    stop: async () => {
      spare.drop();
      await gates.stop();
    },
  };
}

/** Whose attempt it may be; undefined: no attempt is possible now. */
function attemptSession(state: State, codeAfter: (lock: Lock) => number): Attempt['session'] | undefined {
  switch (state.is) {
    case 'first-run':
    case 'sign-in':
      return null;
    case 'broken':
      return isForLead(state.fault) ? null : undefined;
    case 'locked':
      return { account: state.session.facts.account, locked: true, codeAfter: codeAfter(state.lock) };
    case 'open':
      return { account: state.session.facts.account, locked: false, codeAfter: 0 };
    default:
      return undefined;
  }
}
