import type { Host } from '../host.ts';
import type { Lead } from '../lead/lead.ts';
import type { Moment } from '../session/machine.ts';
import type { Session } from '../session/session.ts';
import type { Stores } from '../stores.ts';
import { createRenewal } from './renewal.ts';

export type Succession = {
  /** The desk has just been left. */
  begin(): void;
  /** Somebody comes in, or the console ends. */
  drop(): void;
};

const none: Succession = { begin: () => undefined, drop: () => undefined };

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
  /** Nothing of the profile is open any more when it resolves. */
  close: () => Promise<void>;
}): Succession {
  const { host, session, moment, note } = deps;
  if (!host.succeed) return none;
  let leftAt = moment();

  const handOver = async (): Promise<boolean> => {
    deps.flush();
    await session.stop();
    const state = session.state();
    try {
      const stores = deps.stores();
      if (!stores || (state.is !== 'locked' && state.is !== 'sign-in')) throw new Error('somebody comes in');
      stores.audit.signHead();
      stores.handover.leave({ state, stance: host.windows.stance(), leftAt, at: moment() });
    } catch {
      session.start(Promise.resolve(true));
      return false;
    }
    await deps.close();
    return true;
  };
  const renewal = createRenewal({
    start: host.succeed,
    sinceTouched: host.windows.sinceTouched,
    isAtRest: () => session.atRest() && deps.lead.current() === null,
    handOver,
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
  };
}
