import { z } from 'zod';
import { entryState } from '../../../shared/console-state.ts';
import { sessionFacts } from '../../../shared/contract/gate-process.ts';
import { breakKinds, lockCauses } from '../../../shared/events/types.ts';
import { parseJson } from '../../../shared/json.ts';
import type { AuditLog } from '../audit/types.ts';
import type { Moment } from '../session/machine.ts';
import type { DeskDatabase } from '../store/desk-database.ts';

const moment = z.strictObject({ wall: z.number(), running: z.number() });
const standing = { notice: entryState.shape.notice, keptAside: z.string().nullable() };

/** The screen that is shown after a lock or a sign-out, and how its window stands; no secret is in it. */
const handover = z.strictObject({
  state: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('sign-in'), ...standing }),
    z.strictObject({
      is: z.literal('locked'),
      session: z.strictObject({ facts: sessionFacts, since: moment }),
      lock: z.strictObject({
        since: moment,
        cause: z.enum(lockCauses),
        break: z.enum(breakKinds).nullable(),
        masked: z.int().nonnegative(),
      }),
      ...standing,
    }),
  ]),
  stance: z.enum(['in-front', 'behind', 'minimised']),
  /** When the desk was left, and when it was handed over. */
  leftAt: moment,
  at: moment,
});
export type Handover = z.infer<typeof handover>;

/** A successor that comes later than this was none, in milliseconds of running time: somebody started the console anew. */
const patience = 60_000;

/** What a program leaves to the one that takes its place: one row of desk.db, under its seal, read once. */
export type HandoverStore = {
  /** Throws when the disk does not take it. */
  leave(what: Handover): void;
  /** Takes it out of the file, in the running transaction. `late`: it is too old to go on from. */
  take(now: Moment): { left: Handover; late: boolean } | null;
};

export function createHandoverStore(db: DeskDatabase, audit: Pick<AuditLog, 'transaction'>): HandoverStore {
  const put = db.prepare('INSERT OR REPLACE INTO handover (only, value) VALUES (1, ?)');
  const get = db.prepare<[], string>('SELECT value FROM handover').pluck();
  const drop = db.prepare('DELETE FROM handover');
  return {
    leave: (what) => {
      audit.transaction(() => put.run(JSON.stringify(what)));
    },
    take: (now) => {
      const value = get.get();
      if (value === undefined) return null;
      drop.run();
      const { success, data } = handover.safeParse(parseJson(value));
      if (!success) return null;
      // Running time begins anew with the machine.
      const age = now.running - data.at.running;
      return { left: data, late: age < 0 || age > patience };
    },
  };
}
