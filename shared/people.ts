import { z } from 'zod';

export const roles = ['operator', 'lead'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const personId = z.uuid();
export const siteDate = z.iso.date();
/** Where `Date` ends (ECMA-262, 21.4.1.1): a later time has no date, and asking for one throws. */
const lastInstant = 8_640_000_000_000_000;
/** Milliseconds since the epoch, UTC. */
export const instant = z.int().nonnegative().max(lastInstant);

/** What people type into a field. Half a surrogate pair is no character: no event, export or address can carry it. */
export const typedText = z
  .string()
  .trim()
  .refine((text) => text.isWellFormed());

/** Longest texts people may type into a field; the guard checks all of them for card data. */
export const personName = typedText.min(1).max(80);
export const username = typedText.min(1).max(64);
export const teamName = typedText.max(60);

/**
 * invited: has a live enrolment code and has never signed in here; active; resetting: an enrolment code replaces a
 * lost phone or a forgotten password; disabled: by a lead; ended: the account's last site date has passed.
 */
export const personState = z.enum(['invited', 'active', 'resetting', 'disabled', 'ended']);

/** What the console knows of a person besides secrets. Names are erasable; the id is all that the log ever carries. */
export const person = z.strictObject({
  id: personId,
  username,
  name: personName,
  role,
  team: teamName,
  temporary: z.boolean(),
  endsOn: siteDate.nullable(),
  state: personState,
  lockedUntil: instant.nullable(),
  recoveryCodesLeft: z.int().nonnegative(),
  /** Who issued the last enrolment code or reset, and when: a confirmation by the same person within 7 days is an exception. */
  issuedBy: personId.nullable(),
  issuedAt: instant.nullable(),
});
export type Person = z.infer<typeof person>;
