import { z } from 'zod';
import { instant, personId, personName, role, siteDate, teamName, username } from '../../../shared/people.ts';
import { site } from '../../../shared/site.ts';
import { kdfRecord } from '../crypto/master-key.ts';
import { noNumbers } from '../outbox-rows.ts';

/** What accounts.db holds, once its boxes are opened. Bytes are Base64; every document is checked when it is read. */
const bytes = z.base64();
const count = z.int().nonnegative();

/**
 * An instant on both clocks: a wall clock can be set, running time begins anew with the machine; `boot` numbers the
 * machine's starts as far as they were noticed.
 */
const moment = z.strictObject({ wall: instant, running: count, boot: count });
export type Moment = z.infer<typeof moment>;

/**
 * Failed attempts that no success has cleared, and when the last of them was counted. `codeless` of them asked for no
 * code, so that a code cannot have been guessed at in them.
 */
export const triesDocument = z.strictObject({ failures: count, codeless: count.default(0), last: moment.nullable() });
export type Tries = z.infer<typeof triesDocument>;

/** What a live enrolment code is for; what it asks and destroys follows from that. */
const enrolment = z.strictObject({
  purpose: z.enum(['first', 'phone', 'password']),
  hash: bytes,
  validUntil: instant,
  tries: count,
});
export type Enrolment = z.infer<typeof enrolment>;

const credential = z.strictObject({
  salt: bytes,
  kdf: kdfRecord,
  /** The user key in both wraps. */
  wrapped: bytes,
  /** The phone's secret, sealed under the user key; null: the phone was lost and none has replaced it. */
  totp: bytes.nullable(),
});
export type Credential = z.infer<typeof credential>;

export const accountDocument = z.strictObject({
  id: personId,
  username,
  name: personName,
  role,
  team: teamName,
  temporary: z.boolean(),
  endsOn: siteDate.nullable(),
  disabled: z.boolean(),
  issuedBy: personId.nullable(),
  issuedAt: instant.nullable(),
  enrolment: enrolment.nullable(),
  credential: credential.nullable(),
  /** Hashes of the recovery codes that are left. */
  recoveryCodes: z.array(bytes),
  /** TOTP steps whose code was used, kept 90 days. */
  usedSteps: z.array(count),
  tries: triesDocument,
});
export type AccountDocument = z.infer<typeof accountDocument>;

/** Failed attempts under a name that nobody here has; its key is a MAC of the name, which is stored nowhere. */
export const strangerDocument = z.strictObject({ tries: triesDocument });
export type StrangerDocument = z.infer<typeof strangerDocument>;

export const stateDocument = z.strictObject({
  deviceId: z.uuid(),
  site,
  /** Grows by one with every commit, however small: what the keychain's anchor is compared with. */
  epoch: count,
  /** Over all records: one that was put back, swapped or removed is seen. */
  digest: bytes,
  /** The latest wall time that a right code has confirmed: codes are refused far below it. */
  highWater: instant,
  /** The machine's start in which the last commit was made, and the running time at which. */
  boot: count,
  running: count,
  /** The outbox's numbers: an event that somebody took out of the file is missed, whatever else was changed with it. */
  outbox: z.strictObject({ next: z.int().positive(), kept: count }).default(noNumbers),
  /** Hash of the owner's kit code; null: there is none. Attempts are counted all the same. */
  kit: bytes.nullable(),
  kitTries: triesDocument,
});
export type StateDocument = z.infer<typeof stateDocument>;
