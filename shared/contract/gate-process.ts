import { z } from 'zod';
import { instant, person, personId, role } from '../people.ts';
import { site } from '../site.ts';
import { outboxEntry } from './outbox.ts';

/** Why a profile cannot be opened. Each has a screen that says what happened, what is safe and what to do. */
export const faultCodes = [
  'keychain-missing', // no secret service at all
  'keychain-locked', // it is there and refuses
  'keychain-emptied', // our files are here, our item is not
  'profile-emptied', // our item is here, our files are not
  'accounts-damaged',
  'accounts-newer', // written by a newer version
  'accounts-rolled-back', // not the state that this device had last: a lead or the owner's kit goes on from it
  'accounts-foreign', // wrapped under another device's secret
  'storage', // the profile cannot be read or written
  'audit-unwritable', // main could not append: sign-in is refused, fail closed
  'audit-damaged',
  'audit-rolled-back', // the log is shorter than it was, or another one: a new chain follows once a lead has seen it
  'desk-altered', // lists, settings and the like were changed by somebody else: a lead has to see it
] as const;
export const faultCode = z.enum(faultCodes);
export type FaultCode = z.infer<typeof faultCode>;

/** What is not mended by IT alone: a lead, or the owner's kit, has to see it and goes on from it (design, section 3). */
export const isForLead = (fault: FaultCode): boolean => fault.endsWith('-rolled-back') || fault === 'desk-altered';

/** A lead's proof, made and checked by gates only (MAC under a device subkey); main carries it and cannot make one. */
export const grant = z.strictObject({
  token: z.string().max(512),
  /** null: the owner's kit. */
  actor: personId.nullable(),
  via: z.enum(['step-up', 'drawer', 'kit']),
  until: instant,
});
export type Grant = z.infer<typeof grant>;

/** Main → gate. */
export const toGate = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    profile: z.string(),
    keychainService: z.string(),
  }),
  /**
   * Ports: [renderer] or [renderer, vault]. `session` names whose desk is open or locked here, if any: `unlock`,
   * `step-up` and `password.change` act on that person and on nobody else. An unlock after `codeAfter` (running time)
   * needs the code: a page may keep its port for long before it asks.
   */
  z.strictObject({
    type: z.literal('attempt'),
    session: z.strictObject({ account: personId, locked: z.boolean(), codeAfter: z.number() }).nullable(),
    grant: z.string().max(512).nullable(),
  }),
  /** Ports: [vault]. The fresh vault to which a successful attempt hands the user key. */
  z.strictObject({ type: z.literal('hand-over') }),
  z.strictObject({ type: z.literal('outbox-kept'), ids: z.array(z.uuid()) }),
  z.strictObject({ type: z.literal('outbox-refused') }),
  /** Between attempts: expire notes and drain outboxes again. `timeConfirmed`: a lead says that the wall clock is right. */
  z.strictObject({ type: z.literal('sweep'), timeConfirmed: z.boolean() }),
]);
export type ToGate = z.infer<typeof toGate>;

export const sessionFacts = z.strictObject({
  account: personId,
  role,
  /** How the second factor was met; none: a short absence, password only. */
  factor: z.enum(['code', 'recovery-code', 'none', 'set-up', 'enrolment']),
  recoveryCodesLeft: z.int().nonnegative(),
});
export type SessionFacts = z.infer<typeof sessionFacts>;

/** Gate → main: facts, never a secret. */
export const fromGate = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ready'),
    profile: z.union([
      z.strictObject({ state: z.literal('first-run') }),
      z.strictObject({ state: z.literal('ready'), site, people: z.array(person), deviceId: z.uuid() }),
      z.strictObject({ state: z.literal('fault'), fault: faultCode, keptAside: z.string().nullable() }),
    ]),
  }),
  z.strictObject({ type: z.literal('outbox'), entries: z.array(outboxEntry) }),
  /** Password and code are right; the attempt still has to be written down, and may fail over that. */
  z.strictObject({ type: z.literal('proven'), account: personId }),
  z.strictObject({
    type: z.literal('outcome'),
    op: z.string(),
    ok: z.boolean(),
    code: z.string().nullable(),
    /** Set when a session begins or goes on: main answers with `hand-over`. */
    session: sessionFacts.nullable(),
    grant: grant.nullable(),
    /** The directory after the attempt, when it changed. */
    people: z.array(person).nullable(),
    site: site.nullable(),
    /** true: the attempt is over and this gate is to be killed; false: the conversation goes on. */
    over: z.boolean(),
  }),
  /** This attempt needs the user key that the open desk's vault lends over the port that came with it. */
  z.strictObject({ type: z.literal('borrow-key') }),
  /** The vault has the key: main may kill this gate. */
  z.strictObject({ type: z.literal('handed-over') }),
  z.strictObject({
    type: z.literal('swept'),
    notesExpired: z.int().nonnegative(),
    clock: z.enum(['steady', 'ahead', 'behind']),
    /** In how many milliseconds of running time the next note of anybody goes; null: there is none. */
    nextIn: z.number().nonnegative().nullable(),
  }),
  z.strictObject({ type: z.literal('malformed'), name: z.string() }),
]);
export type FromGate = z.infer<typeof fromGate>;
