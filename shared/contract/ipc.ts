import { z } from 'zod';
import { answerValue, checklist, evidence, exception, givenAnswer, historyDay } from '../checklist/types.ts';
import { countdownState, deskState, entryState } from '../console-state.ts';
import { breakKinds, eventTypes } from '../events/types.ts';
import { instant, person, personId, siteDate } from '../people.ts';
import { settings } from '../settings.ts';
import { language, theme } from '../site.ts';

/** Renderer ↔ main. Each kind of window has its own contract and can ask nothing else. */
const none = z.strictObject({});
const comment = z.string().trim().min(1).max(1000);

const common = {
  'prefs.set': { request: z.strictObject({ language: language.optional(), theme: theme.optional() }), reply: none },
  /** A fresh port to a gate, delivered beside the answer as `gate`: one attempt. */
  'gate.open': { request: none, reply: none },
  /** Lead's work that main does itself, in drawer, kit or step-up. */
  'people.list': { request: none, reply: z.array(person) },
  'lead.close': { request: none, reply: none },
  'team.lists': {
    request: z.strictObject({ date: siteDate.nullable() }),
    reply: z.strictObject({ date: siteDate, lists: z.array(checklist), exceptions: z.array(exception) }),
  },
  'team.confirm': {
    request: z.strictObject({ lists: z.array(z.uuid()).min(1).max(200) }),
    reply: z.strictObject({ confirmed: z.array(z.uuid()), refused: z.array(z.uuid()) }),
  },
  'team.return': { request: z.strictObject({ list: z.uuid(), reason: comment }), reply: none },
  'team.close-exception': {
    request: z.strictObject({ list: z.uuid(), item: z.string().max(60), reason: comment }),
    reply: none,
  },
  /** The wall clock is right although it jumped: notes that it held back end now (design, section 5). */
  'clock.confirm': { request: none, reply: none },
  'team.brief': { request: z.strictObject({ person: personId }), reply: none },
};

/** What every window may ask. */
export const commonContract = { requests: common, pushes: {} };
export type CommonContract = typeof commonContract;

export const entryContract = {
  requests: {
    ...common,
    state: { request: none, reply: entryState },
    /** What the page shows is put together: its window can be shown. */
    composed: { request: none, reply: none },
    /** The first form can be seen: what could wait until then begins. */
    drawn: { request: none, reply: none },
    /** Somebody begins to type a password: what an open desk will need, and needs no secret for, is got ready. */
    'attempt.near': { request: none, reply: none },
    /** Phase `broken`: what was wrong may be mended (a keychain unlocked, a disk freed); opens everything again. */
    retry: { request: none, reply: none },
    quit: { request: none, reply: none },
  },
  pushes: { state: entryState },
};
export type EntryContract = typeof entryContract;

export const activityRow = z.strictObject({
  /** The event's place in this desk's log: its number, as long as the desk has had one chain only. */
  seq: z.int().nonnegative(),
  time: instant,
  /** Resolved while the name is not erased. */
  actor: z.strictObject({ id: personId, name: z.string().nullable() }).nullable(),
  type: z.enum(eventTypes as [string, ...string[]]),
  /** `unreadable`: the row is damaged, and what is shown of it is what its columns still say. */
  outcome: z.enum(['ok', 'refused', 'failed', 'unreadable']),
  data: z.record(z.string(), z.unknown()),
  /** Free text that the event only carries a digest of, by that digest, where it is not erased. */
  texts: z.record(z.string(), z.string()),
  synced: z.boolean(),
});
export type ActivityRow = z.infer<typeof activityRow>;

export const policyText = z.strictObject({
  version: z.int().positive(),
  ru: z.string(),
  en: z.string(),
  publishedAt: instant,
});
export type PolicyText = z.infer<typeof policyText>;

export const deskContract = {
  requests: {
    ...common,
    state: { request: none, reply: deskState },
    /** A fresh port to the vault, delivered beside the answer as `vault`. */
    'vault.open': { request: none, reply: none },
    lock: { request: z.strictObject({ break: z.enum(breakKinds).nullable() }), reply: none },
    /** A lead is asked to this seat: locks, and the lock screen opens with the lead's drawer. */
    'drawer.open': { request: none, reply: none },
    'on-call': { request: z.strictObject({ on: z.boolean() }), reply: none },
    'sign-out': { request: none, reply: none },
    /** Something was typed or clicked in this window: only counts where the system's idle time is broken. */
    touched: { request: none, reply: none },
    /** Text was copied, marked with this id in the clipboard's custom type; main clears it after 30 s if still there. */
    copied: { request: z.strictObject({ mark: z.uuid() }), reply: none },
    /** Text was selected: on X11 that is the PRIMARY clipboard. */
    selected: { request: none, reply: none },

    'checklist.today': { request: none, reply: checklist },
    /** A comment that is refused is kept with "••••" in place of what the guard found, if one was kept before. */
    'checklist.answer': { request: givenAnswer, reply: checklist },
    'checklist.submit': { request: none, reply: checklist },
    'checklist.history': { request: z.strictObject({ days: z.int().min(1).max(90) }), reply: z.array(historyDay) },
    'policy-text.read': { request: none, reply: policyText.nullable() },
    'policy-text.acknowledge': { request: z.strictObject({ version: z.int().positive() }), reply: none },
    'policy-text.publish': {
      request: z.strictObject({ ru: z.string().trim().min(1).max(20000), en: z.string().trim().min(1).max(20000) }),
      reply: policyText,
    },
    'evidence.list': { request: none, reply: z.array(evidence) },
    'evidence.record': {
      request: z.strictObject({
        item: z.string().max(60),
        answer: answerValue,
        reference: z.string().trim().min(1).max(200),
      }),
      reply: evidence,
    },

    'activity.page': {
      request: z.strictObject({
        types: z.array(z.string().max(64)).max(100).nullable(),
        person: personId.nullable(),
        date: siteDate.nullable(),
        beforeSeq: z.int().nonnegative().nullable(),
        limit: z.int().min(1).max(200),
      }),
      reply: z.strictObject({ rows: z.array(activityRow), more: z.boolean() }),
    },
    /** Verifies the whole chain now. */
    'activity.prove': {
      request: none,
      reply: z.strictObject({ length: z.int(), whole: z.boolean(), firstWrong: z.int().nullable() }),
    },
    'activity.export': { request: none, reply: z.strictObject({ saved: z.string().nullable(), events: z.int() }) },

    'settings.write': { request: settings, reply: none },
    'central.enrol': { request: z.strictObject({ token: z.string().trim().min(1).max(4096) }), reply: none },
    'central.leave': { request: none, reply: none },
    /** A lead has seen what central once showed and then did not. */
    'central.close-alert': { request: none, reply: none },
    'central.retry': { request: none, reply: none },
  },
  pushes: { state: deskState },
};
export type DeskContract = typeof deskContract;

export const countdownContract = {
  requests: { state: { request: none, reply: countdownState } },
  pushes: { state: countdownState },
};
export type CountdownContract = typeof countdownContract;

export const ipcCodes = [
  'no-lead', // lead's work without a live step-up, drawer or kit
  'own-list', // nobody confirms their own
  'not-found',
  'not-now', // not in this state: already submitted, answers missing, a "no" without comment
  'card-data',
  'automatic', // a machine's answer cannot be ticked by hand
  'storage',
  'bad-token',
  'device-token', // central knows this desk: a new chain needs a token that names it
  'unreachable',
  'wrong-identity',
  'already-enrolled',
  'malformed',
  'internal',
  'closed',
] as const;
export type IpcCode = (typeof ipcCodes)[number];
