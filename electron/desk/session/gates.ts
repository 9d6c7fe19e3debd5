import { fromGate, isForLead, type FromGate, type ToGate } from '../../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { readAs } from '../../../shared/read-as.ts';
import { signal } from '../../../shared/signal.ts';
import type { Child, PipeEnd } from '../host.ts';
import { answerOutbox } from './outbox.ts';

export type Attempt = Omit<Extract<ToGate, { type: 'attempt' }>, 'type'>;

export type Gates = {
  /** Kills the gate that is there, whatever it is doing, and starts a fresh one; it begins once `when` is true. */
  renew(when?: Promise<boolean>): void;
  /** Kills the gate that is there; a fresh one comes up when it is wanted, and soon in any case. */
  rest(): void;
  /** Gives the idle gate an attempt. @returns false when no gate can take one. */
  attempt(attempt: Attempt, pipes: PipeEnd[]): Promise<boolean>;
  /** The gate that was satisfied hands the user key over through this pipe. */
  handOver(vault: PipeEnd): void;
  /** Expire notes and drain outboxes. @returns false when the gate has something else to do. */
  sweep(timeConfirmed?: boolean): boolean;
  /** A gate is there and has nothing to do. */
  isIdle(): boolean;
  stop(): Promise<void>;
};

type Running = {
  child: Child;
  work: 'starting' | 'idle' | 'attempt' | 'handed-over' | 'unfit';
  ready: Promise<void>;
  settle: () => void;
};

/** A conversation with a gate that nobody goes on with ends after this; what the gate learned ends with it. */
const attemptLimit = 30 * 60_000;
/** In milliseconds: what a person waits for on the screen comes first. */
const rest = 500;
/** A gate that ends by itself this often within a minute cannot run here. */
const crashLimit = 3;

/** Keeps exactly one gate: one attempt each, right or wrong, and no gate ever serves a second one (design, section 2). */
export function createGates(deps: {
  spawn: () => Child;
  start: () => Extract<ToGate, { type: 'start' }>;
  running: () => number;
  accept: (entries: OutboxEntry[]) => boolean;
  onReady: (profile: Extract<FromGate, { type: 'ready' }>['profile']) => void;
  /** The attempt has proven to be this person, and is not over. */
  onProven: (account: string) => void;
  onOutcome: (outcome: Extract<FromGate, { type: 'outcome' }>) => void;
  onSwept: (swept: Extract<FromGate, { type: 'swept' }>) => void;
  /** The attempt needs the open desk's user key. */
  onBorrow: () => void;
  onMalformed: (name: string) => void;
  /** It ended in mid-attempt: what it was asked will not be answered. */
  onCrashed: () => void;
  onUnfit: () => void;
}): Gates {
  let current: Running | null = null;
  let crashes: number[] = [];
  let limit: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let gone = Promise.resolve();

  const launch = (after: Promise<unknown>, when: Promise<boolean> = Promise.resolve(true)) => {
    const [ready, settle] = signal();
    const gate: Running = { child: deps.spawn(), work: 'starting', ready, settle };
    current = gate;
    gate.child.onMessage((message) => {
      if (current === gate) receive(gate, message);
    });
    gate.child.onExit(() => {
      if (current === gate) crashed(gate);
    });
    // The old gate is gone before the new one opens the same databases.
    void Promise.all([when, after]).then(([begin]) => {
      if (current !== gate) return;
      if (begin) gate.child.send(deps.start());
      else void leave();
    });
  };

  /** Resolves when the last gate is gone. */
  const leave = (): Promise<void> => {
    clearTimeout(limit);
    clearTimeout(resting);
    resting = undefined;
    const old = current;
    current = null;
    old?.settle();
    if (old) gone = old.child.kill();
    return gone;
  };

  const receive = (gate: Running, message: unknown) => {
    const parsed = readAs(fromGate, message);
    if (!parsed.success) {
      deps.onMalformed('message');
      return;
    }
    const said = parsed.data;
    switch (said.type) {
      case 'ready':
        gate.work = said.profile.state === 'fault' && !isForLead(said.profile.fault) ? 'unfit' : 'idle';
        gate.settle();
        deps.onReady(said.profile);
        return;
      case 'outbox':
        answerOutbox(gate.child, said.entries, deps.accept);
        return;
      case 'proven':
        deps.onProven(said.account);
        return;
      case 'outcome':
        deps.onOutcome(said);
        return;
      case 'malformed':
        deps.onMalformed(said.name);
        return;
      case 'borrow-key':
        deps.onBorrow();
        return;
      case 'handed-over':
        gate.work = 'handed-over';
        return;
      case 'swept':
        deps.onSwept(said);
        return;
    }
  };

  const crashed = (gate: Running) => {
    void leave();
    if (gate.work !== 'handed-over') {
      const now = deps.running();
      crashes = [...crashes.filter((time) => now - time < 60_000), now];
      if (gate.work === 'attempt') deps.onCrashed();
    }
    if (crashes.length >= crashLimit) deps.onUnfit();
    else if (current === null) launch(Promise.resolve());
  };

  return {
    renew: (when) => {
      launch(leave(), when);
    },
    rest: () => {
      void leave();
      resting = setTimeout(() => {
        launch(leave());
      }, rest);
    },
    attempt: async (attempt, pipes) => {
      if (resting !== undefined || current?.work === 'attempt') launch(leave());
      const gate = current;
      if (!gate) return false;
      await gate.ready;
      if (current !== gate || gate.work !== 'idle') return false;
      gate.work = 'attempt';
      limit = setTimeout(() => {
        launch(leave());
      }, attemptLimit);
      gate.child.send({ type: 'attempt', ...attempt } satisfies ToGate, pipes);
      return true;
    },
    handOver: (vault) => {
      current?.child.send({ type: 'hand-over' } satisfies ToGate, [vault]);
    },
    sweep: (timeConfirmed = false) => {
      if (current?.work !== 'idle') return false;
      current.child.send({ type: 'sweep', timeConfirmed } satisfies ToGate);
      return true;
    },
    isIdle: () => current?.work === 'idle',
    stop: leave,
  };
}
