import { z } from 'zod';
import { entryState } from '../../../shared/console-state.ts';
import { sessionFacts } from '../../../shared/contract/gate-process.ts';
import { breakKinds, lockCauses } from '../../../shared/events/types.ts';
import { parseJson } from '../../../shared/json.ts';
import { readAs } from '../../../shared/read-as.ts';
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

/** A program that comes later than this took no place, in milliseconds: somebody started the console anew. */
const patience = 60_000;
/** Wall and running time may have gone apart by so much meanwhile; by more only with another start of the machine. */
const drift = 5_000;

/** What a program leaves to the one that takes its place: one row of desk.db, under its seal. */
export type HandoverStore = {
  /** Throws when the disk does not take it. */
  leave(what: Handover): void;
  /** `late`: it was too old to go on from when this program began, at `began`. */
  find(began: Moment): { left: Handover; late: boolean } | null;
  /** It has been gone on from, and is on the screen; or it never will be. */
  forget(): void;
};

export function createHandoverStore(db: DeskDatabase, audit: Pick<AuditLog, 'transaction'>): HandoverStore {
  const put = db.prepare('INSERT OR REPLACE INTO handover (only, value) VALUES (1, ?)');
  const get = db.prepare<[], string>('SELECT value FROM handover').pluck();
  const drop = db.prepare('DELETE FROM handover');
  return {
    leave: (what) => {
      audit.transaction(() => put.run(JSON.stringify(what)));
    },
    find: (began) => {
      const { success, data } = readAs(handover, parseJson(get.get() ?? ''));
      if (!success) return null;
      const age = { wall: began.wall - data.at.wall, running: began.running - data.at.running };
      const isSameStart = Math.abs(age.wall - age.running) <= drift;
      return { left: data, late: !isSameStart || age.running < 0 || age.running > patience };
    },
    forget: () => {
      audit.transaction(() => drop.run());
    },
  };
}
