import { z } from 'zod';
import { instant, person, personId, personName, role, siteDate, teamName, username } from '../people.ts';
import { site } from '../site.ts';

/**
 * Renderer ↔ gate, over a port that main hands over and never reads. One port is one attempt: the gate answers, and
 * main kills it. Set-up and enrolment are conversations of several requests within one attempt.
 */
const password = z.string().min(1).max(1024);
/** Six digits from the phone; people paste it with spaces. */
const code = z
  .string()
  .max(32)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));
/** Enrolment, recovery and kit codes: letters and digits in groups; separators and case are forgiven by the gate. */
const longCode = z.string().min(1).max(80);
const none = z.strictObject({});
const account = z.strictObject({ id: personId, role });
const totp = z.strictObject({
  /** `otpauth://` URI for the QR code. */
  uri: z.string(),
  /** The same secret in Base32, for typing. */
  secret: z.string(),
});
const invitation = z.strictObject({ person, enrolmentCode: z.string(), validUntil: instant });

export const gateContract = {
  requests: {
    // First run. Nothing is stored before `setup.finish`, which commits everything at once.
    'setup.begin': {
      request: z.strictObject({ site, name: personName, username, password }),
      reply: z.strictObject({ totp }),
    },
    'setup.prove': { request: z.strictObject({ code }), reply: z.strictObject({ recoveryCodes: z.array(z.string()) }) },
    'setup.second-lead': {
      request: z.strictObject({ name: personName, username }),
      reply: z.strictObject({ enrolmentCode: z.string(), validUntil: instant }),
    },
    'setup.kit': { request: none, reply: z.strictObject({ kitCode: z.string() }) },
    'setup.kit-prove': { request: z.strictObject({ kitCode: longCode }), reply: none },
    'setup.finish': { request: none, reply: account },

    'sign-in': {
      request: z.strictObject({
        username,
        password,
        factor: z.union([z.strictObject({ code }), z.strictObject({ recoveryCode: longCode })]),
      }),
      reply: account,
    },
    /** The person whose desk is locked; the code is there only when `EntryState.lock.needsCode`. */
    unlock: { request: z.strictObject({ password, code: code.optional() }), reply: account },

    // First sign-in, lost phone, forgotten password: what is asked follows from the enrolment code.
    'enrol.begin': {
      request: z.strictObject({ username, enrolmentCode: longCode }),
      reply: z.strictObject({
        name: personName,
        asks: z.enum(['new-password', 'current-password']),
        shredsNotes: z.boolean(),
      }),
    },
    'enrol.password': { request: z.strictObject({ password }), reply: z.strictObject({ totp }) },
    'enrol.prove': { request: z.strictObject({ code }), reply: z.strictObject({ recoveryCodes: z.array(z.string()) }) },
    'enrol.finish': { request: none, reply: account },

    /** A fresh code at the own, open desk: opens two minutes of lead's work. */
    'step-up': { request: z.strictObject({ code }), reply: z.strictObject({ until: instant }) },
    /** The lead's drawer at another person's desk or over the lock screen. */
    drawer: {
      request: z.strictObject({ username, password, code }),
      reply: z.strictObject({ id: personId, until: instant }),
    },
    /** The owner's kit, in an emergency: people and checklists, never notes. */
    'kit.open': { request: z.strictObject({ kitCode: longCode }), reply: z.strictObject({ until: instant }) },

    'password.change': {
      request: z.strictObject({ password, newPassword: password, code }),
      reply: none,
    },

    // Lead's work: refused without a live grant (step-up, drawer or kit).
    'people.add': {
      request: z.strictObject({
        name: personName,
        username,
        role,
        team: teamName,
        temporary: z.boolean(),
        endsOn: siteDate.nullable(),
      }),
      reply: invitation,
    },
    'people.edit': {
      request: z.strictObject({
        id: personId,
        name: personName,
        role,
        team: teamName,
        temporary: z.boolean(),
        endsOn: siteDate.nullable(),
      }),
      reply: z.strictObject({ person }),
    },
    'people.reset-phone': { request: z.strictObject({ id: personId }), reply: invitation },
    'people.reset-password': { request: z.strictObject({ id: personId }), reply: invitation },
    'people.unlock': { request: z.strictObject({ id: personId }), reply: z.strictObject({ person }) },
    'people.disable': { request: z.strictObject({ id: personId }), reply: z.strictObject({ person }) },
    'people.enable': { request: z.strictObject({ id: personId }), reply: z.strictObject({ person }) },
  },
  pushes: {},
};
export type GateContract = typeof gateContract;

/** What a refused gate request may say. `denied` never tells which factor was wrong nor whether the name exists. */
export const gateCodes = [
  'denied', // wrong username, password, code; also locked, disabled and ended accounts
  'wait', // too many failures: detail.seconds until the next attempt is looked at
  'code-used', // right password, a code already used: wait for the next one
  'clock', // the wall clock went back: codes are refused until a lead clears it
  'wrong-code', // set-up and enrolment only, where it tells nobody anything
  'weak-password', // detail.reason: short | common | contains-name | pattern
  'username-taken',
  'card-data', // the guard found card data in a name, username or team
  'last-lead',
  'own-account', // a lead changed the own role, last day or temporary status
  'no-grant', // lead's work without a live grant
  'not-found',
  'not-now', // asked out of order
  'keychain', // the keychain did not answer
  'storage', // the disk did not take it
  'malformed',
  'internal',
  'closed',
] as const;
export type GateCode = (typeof gateCodes)[number];
