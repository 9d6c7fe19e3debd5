import { setTimeout as sleep } from 'node:timers/promises';
import type { LockCause } from '../../../shared/events/types.ts';
import type { Host, Stance } from '../host.ts';
import type { Lead } from '../lead/lead.ts';
import type { Locked, Moment, SignIn } from '../session/machine.ts';
import type { Session } from '../session/session.ts';
import type { Stores } from '../stores.ts';
import { createRenewal } from './renewal.ts';

export type Succession = {
  /** The desk has just been left. */
  begin(): void;
  /** Somebody comes in. */
  drop(): void;
  /** The console is to end. @returns true: another program has its place already, or is about to take it. */
  end(): Promise<boolean>;
};

/** Longest wait until everything is closed, in milliseconds: central may not answer. */
const closingLimit = 2_000;

const none: Succession = { begin: () => undefined, drop: () => undefined, end: () => Promise.resolve(false) };

/** Hands what the console shows after a lock or a sign-out to another program, where the host can start one. */
export function createSuccession(deps: {
  host: Pick<Host, 'succeed' | 'windows'>;
  session: Session;
  lead: Pick<Lead, 'current'>;
  stores: () => Stores | null;
  moment: () => Moment;
  note: (write: (open: Stores) => void) => void;
  /** What is still to be written down. */
  flush: () => void;
  /** Nothing is written any more from now on; resolves when nothing of the profile is open. */
  close: () => Promise<void>;
}): Succession {
  const { host, session, moment, note } = deps;
  if (!host.succeed) return none;
  let leftAt = moment();

  const isAtRest = () => session.atRest() && deps.lead.current() === null;
  const handOver = async (isStillWanted: () => boolean): Promise<boolean> => {
    deps.flush();
    await session.stop();
    const state = session.state();
    const stores = deps.stores();
    const isShown = state.is === 'locked' || state.is === 'sign-in';
    if (!stores || !isShown || !isStillWanted()) {
      session.start(Promise.resolve(true));
      return false;
    }
    try {
      stores.audit.signHead();
      stores.handover.leave({ state, stance: stanceFor(state, host.windows.stance()), leftAt, at: moment() });
    } catch (error) {
      session.start(Promise.resolve(true));
      throw error;
    }
    // From here on what lies in the row is the truth: this program changes nothing any more, whatever becomes of it.
    const closed = deps.close().catch(() => undefined);
    await Promise.race([closed, sleep(closingLimit, undefined, { ref: false })]);
    return true;
  };
  const renewal = createRenewal({
    ...{ start: host.succeed, sinceTouched: host.windows.sinceTouched, isAtRest, handOver },
    onFailed: () => {
      note(({ audit }) => {
        audit.record('fault.found', { fault: 'successor', keptAside: false }, { outcome: 'failed' });
      });
    },
  });
  return {
    begin: () => {
      leftAt = moment();
      renewal.plan();
    },
    drop: renewal.drop,
    end: renewal.end,
  };
}

const systems: ReadonlySet<LockCause> = new Set(['system-lock', 'suspend', 'user-switch']);

/** Behind the system's own lock screen nothing is in front, and whoever unlocks that types on at once. */
function stanceFor(state: SignIn | Locked, stance: Stance): Stance {
  return stance === 'behind' && state.is === 'locked' && systems.has(state.lock.cause) ? 'in-front' : stance;
}
