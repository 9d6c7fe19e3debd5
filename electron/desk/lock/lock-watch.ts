import type { LockCause } from '../../../shared/events/types.ts';
import type { Moment } from '../session/machine.ts';
import { compareClocks } from './clock-watch.ts';
import { beginIdle, ceiling, isDoubted, lockAt, observe, touch, type Idle } from './idle.ts';

export type LockWatch = {
  /** From the opening of a desk to its end. */
  start(): void;
  stop(): void;
  /** Input in one of our windows. */
  touched(): void;
  /** Settings changed: the limit may be nearer now. */
  review(): void;
  call(on: boolean): void;
  onCall(): { since: number; until: number } | null;
  /** Wall time of the lock if nothing is touched from now on; before a desk is there, of one that begins now. */
  locksAt(): number;
  source(): Idle['source'];
};

type Call = { since: Moment; until: number; ended: boolean };

/** While the source is counting, nobody needs to ask it more often. (Milliseconds, like all below.) */
const slowLook = 5_000;
/** While it says 0 it may be broken; near the lock a second counts. */
const fastLook = 1_000;
/** In the countdown any input must stop it at once. */
const countdownLook = 250;

/**
 * Watches one open desk for the end of its person's presence (PCI DSS 8.2.8). One timer, which sleeps as long as the
 * last reading allows and notices when it was kept from waking.
 */
export function createLockWatch(deps: {
  moment: () => Moment;
  idleSeconds: () => number | null;
  limits: () => { idleSeconds: number; countdownSeconds: number };
  lock: (cause: LockCause) => void;
  showCountdown: () => void;
  hideCountdown: () => void;
  onCallBegan: () => void;
  onCallEnded: (seconds: number) => void;
  onSourceBroken: (seconds: number) => void;
  onChange: () => void;
}): LockWatch {
  let idle: Idle = beginIdle(0);
  let call: Call | null = null;
  let watching = false;
  let counting = false;
  /** Once for each desk that is opened: a source that comes and goes is one finding. */
  let toldBroken = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asleep: { at: Moment; delay: number } | null = null;

  const limits = () => {
    const { idleSeconds, countdownSeconds } = deps.limits();
    return { idle: idleSeconds * 1000, countdown: countdownSeconds * 1000, callUntil: call?.until ?? null };
  };

  const look = () => {
    if (!watching) return;
    clearTimeout(timer);
    const now = deps.moment();
    if (asleep && compareClocks(asleep.at, now, asleep.delay).gap) {
      deps.lock('resume-gap');
      return;
    }
    const before = idle;
    idle = observe(idle, now.running, deps.idleSeconds());
    if (before.brokenAt === null && idle.zeroSince !== null && idle.brokenAt !== null && !toldBroken) {
      toldBroken = true;
      deps.onSourceBroken(Math.round((now.running - idle.zeroSince) / 1000));
    }
    if (call && !call.ended && now.running >= call.until) endCall(call, call.until);
    const at = lockAt(idle, limits());
    if (now.running >= at) {
      deps.lock('idle');
      return;
    }
    count(at - now.running <= limits().countdown);
    deps.onChange();
    const near = at - limits().countdown - now.running;
    sleep(now, Math.min(nextLook(now.running, near), at - now.running));
  };

  const nextLook = (running: number, near: number): number => {
    if (counting || isDoubted(idle, running)) return countdownLook;
    return Math.max(countdownLook, Math.min(near, idle.zeroSince === null ? slowLook : fastLook));
  };

  const sleep = (now: Moment, delay: number) => {
    asleep = { at: now, delay };
    timer = setTimeout(look, delay);
  };

  const count = (on: boolean) => {
    if (on === counting) return;
    counting = on;
    if (on) deps.showCountdown();
    else deps.hideCountdown();
  };

  const endCall = (ending: Call, at: number) => {
    call = { ...ending, until: at, ended: true };
    deps.onCallEnded(Math.round((at - ending.since.running) / 1000));
  };

  return {
    start: () => {
      idle = beginIdle(deps.moment().running);
      call = null;
      asleep = null;
      watching = true;
      toldBroken = false;
      look();
    },
    stop: () => {
      clearTimeout(timer);
      watching = false;
      count(false);
      if (call && !call.ended) endCall(call, Math.min(call.until, deps.moment().running));
      call = null;
    },
    touched: () => {
      idle = touch(idle, deps.moment().running);
      if (counting) look();
    },
    review: look,
    call: (on) => {
      const now = deps.moment();
      if (on && (!call || call.ended)) {
        call = { since: now, until: now.running + ceiling, ended: false };
        deps.onCallBegan();
      } else if (!on && call && !call.ended) endCall(call, now.running);
      look();
    },
    onCall: () => (call && !call.ended ? { since: call.since.wall, until: call.since.wall + ceiling } : null),
    locksAt: () => {
      const now = deps.moment();
      const touched = watching ? idle : beginIdle(now.running);
      return now.wall + Math.max(0, lockAt(touched, limits()) - now.running);
    },
    source: () => idle.source,
  };
}
