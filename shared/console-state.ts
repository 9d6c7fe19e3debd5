import { z } from 'zod';
import { faultCode } from './contract/gate-process.ts';
import { breakKinds, lockCauses } from './events/types.ts';
import { instant, personId, role } from './people.ts';
import { settings } from './settings.ts';
import { language, site, theme } from './site.ts';

/** What both kinds of window must know to draw themselves. */
const frame = {
  /** The preview says on every screen that its keychain is a file. */
  host: z.enum(['product', 'preview']),
  version: z.string(),
  site: site.nullable(),
  language,
  theme,
  /** The wall clock against running time; `ahead`: notes that ended by it are closed, and shredded once a lead confirms it. */
  clock: z.enum(['steady', 'ahead', 'behind']),
};

/** The entry window: set-up, sign-in, lock. Nothing of the desk is in it. */
export const entryState = z.strictObject({
  ...frame,
  phase: z.enum(['starting', 'first-run', 'sign-in', 'locked', 'broken']),
  fault: z.strictObject({ code: faultCode, keptAside: z.string().nullable() }).nullable(),
  /** Why the last session ended otherwise than by signing out, or what a failed vault said. */
  notice: z
    .enum([
      'vault-damaged',
      'vault-newer',
      'vault-foreign',
      'vault-rolled-back',
      'vault-keychain',
      'vault-storage',
      'vault-died',
      'signed-out',
      'session-limit',
      'shredded',
    ])
    .nullable(),
  keptAside: z.string().nullable(),
  lock: z
    .strictObject({
      person: personId,
      name: z.string(),
      since: instant,
      cause: z.enum(lockCauses),
      break: z.enum(breakKinds).nullable(),
      needsCode: z.boolean(),
      /** How many places of the open note were saved as "••••". */
      masked: z.int().nonnegative(),
    })
    .nullable(),
  /** The drawer, open over sign-in or lock screen until this instant. */
  drawer: z
    .strictObject({ actor: personId.nullable(), via: z.enum(['drawer', 'kit', 'step-up']), until: instant })
    .nullable(),
});
export type EntryState = z.infer<typeof entryState>;

export const chainState = z.strictObject({
  state: z.enum(['whole', 'broken', 'closed']),
  chain: z.uuid(),
  length: z.int().nonnegative(),
  signedUpTo: z.int(),
});

export const centralState = z.strictObject({
  state: z.enum(['none', 'up-to-date', 'sending', 'offline', 'refused', 'wrong-identity', 'conflict']),
  url: z.string().nullable(),
  waiting: z.int().nonnegative(),
  waitingSince: instant.nullable(),
  lastContact: instant.nullable(),
  nextTry: instant.nullable(),
  /** A code of `central.*` in the catalogues, when something is wrong. */
  problem: z.string().nullable(),
  /** What central once showed and then did not; stays until a lead closes it, also when all is well again. */
  alert: z.enum(['forgot', 'inconsistent']).nullable(),
  /** The last signed state of central's log that this desk saw, to be compared with another desk's. */
  checkpoint: z.strictObject({ size: z.int().nonnegative(), root: z.string() }).nullable(),
});
export type CentralState = z.infer<typeof centralState>;

/** The desk window. Pushed whole whenever something in it changes; times are instants, the window counts down itself. */
export const deskState = z.strictObject({
  ...frame,
  person: z.strictObject({
    id: personId,
    name: z.string(),
    username: z.string(),
    role,
    recoveryCodesLeft: z.int().nonnegative(),
  }),
  session: z.strictObject({ since: instant, endsAt: instant }),
  shift: z.strictObject({ startsAt: instant, endsAt: instant, fromPolicy: z.boolean() }),
  /** When idleness will lock, if nothing is touched from now on; null while the idle time is unknown. */
  locksAt: instant.nullable(),
  idleSource: z.enum(['system', 'windows']),
  onCall: z.strictObject({ since: instant, until: instant }).nullable(),
  settings,
  chain: chainState,
  central: centralState,
  contentProtection: z.enum(['on', 'off', 'no-effect']),
  /** Lead's work is open until this instant (own step-up, or somebody's drawer over this desk). */
  lead: z
    .strictObject({ actor: personId.nullable(), via: z.enum(['drawer', 'kit', 'step-up']), until: instant })
    .nullable(),
  checklist: z.strictObject({
    state: z.enum(['none', 'open', 'submitted', 'confirmed', 'returned', 'not-confirmed']),
    overdue: z.boolean(),
  }),
  /** Why notes are closed, if they are. */
  notesClosed: z.enum(['checklist', 'policy-text', 'briefing', 'clock']).nullable(),
  policyText: z.enum(['none', 'acknowledged', 'due']),
  maskedAtLock: z.int().nonnegative(),
  /** The vault has found its rows changed by somebody else at this opening; where the file as it was found is kept. */
  notesAltered: z.strictObject({ keptAside: z.string().nullable() }).nullable(),
});
export type DeskState = z.infer<typeof deskState>;

/** The small always-on-top window before an idle lock. */
export const countdownState = z.strictObject({ language, theme, locksAt: instant });
export type CountdownState = z.infer<typeof countdownState>;
