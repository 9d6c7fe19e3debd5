import { z } from 'zod';
import { answerValue } from '../checklist/types.ts';
import { personId, role, siteDate } from '../people.ts';
import { settings } from '../settings.ts';
import { language } from '../site.ts';
import { keyPin, publicKey } from '../sync/token.ts';

const nothing = z.strictObject({});
const person = z.strictObject({ person: personId });
const count = z.int().nonnegative();
/** A name out of the code or a template, a version, a zone: never a sentence, so no event can carry what somebody typed. */
export const word = z.string().regex(/^[\w.:/+-]{1,80}$/);
const url = z.url({ protocol: /^https$/ }).max(300);
const setting = z.union([z.number(), z.boolean(), word, settings.shape.shifts]);
/** SHA-256(32-byte salt ‖ text), hex: the text itself lies beside the log and can be erased with its salt. */
export const textDigest = z.string().regex(/^[0-9a-f]{64}$/);

export const lockCauses = [
  'idle',
  'system-lock',
  'suspend',
  'resume-gap',
  'user-switch',
  'key',
  'break',
  'drawer',
  'session-limit',
  'order',
  'vault-died',
  'shutdown',
] as const;
export type LockCause = (typeof lockCauses)[number];
export const breakKinds = ['break', 'lunch', 'training', 'meeting'] as const;
export type BreakKind = (typeof breakKinds)[number];

/** Every type of event with the shape of its data. A type is never renamed and its data only ever grows. */
export const eventData = {
  'chain.opened': z.strictObject({
    publicKey,
    /** As people named it; the one free text in the log, beside no person. */
    site: z.string().max(80),
    follows: z.strictObject({ chain: z.uuid(), seq: count, head: textDigest }).nullable(),
    version: word,
  }),
  'chain.closed': z.strictObject({ reason: z.enum(['key-lost', 'damaged', 'handed-over', 'conflict', 'rolled-back']) }),
  'console.started': z.strictObject({ version: word, host: z.enum(['product', 'preview']) }),
  'console.stopped': nothing,
  /** Another program has taken the console's place, so many seconds after the desk was left: what the last one held has ended. */
  'console.renewed': z.strictObject({ version: word, after: count }),
  'outbox.gap': z.strictObject({ source: word, expected: count, found: count }),
  'outbox.forged': z.strictObject({ source: word, n: count }),
  'input.malformed': z.strictObject({ border: z.enum(['ipc', 'gate', 'vault', 'http']), name: word, count }),
  'clock.jumped': z.strictObject({ direction: z.enum(['ahead', 'behind']), seconds: count }),
  'clock.confirmed': nothing,
  'idle.source-broken': z.strictObject({ seconds: count }),
  /** A lead or the owner's kit has seen that files are not as the console left them, and goes on; `shut` people stay out meanwhile. */
  'rollback.accepted': z.strictObject({
    database: z.enum(['accounts', 'log', 'desk']),
    via: z.enum(['lead', 'kit']),
    shut: count,
  }),
  'fault.found': z.strictObject({ fault: z.string().regex(/^(request )?[\w.:-]{1,80}$/), keptAside: z.boolean() }),

  'site.set-up': z.strictObject({ zone: word, language, second: z.enum(['lead', 'kit']) }),
  'person.added': z.strictObject({ person: personId, role, temporary: z.boolean(), endsOn: siteDate.nullable() }),
  'person.edited': z.strictObject({
    person: personId,
    changed: z.array(z.enum(['name', 'username', 'role', 'team', 'temporary', 'endsOn'])),
    role,
    endsOn: siteDate.nullable(),
  }),
  'person.enrolled': z.strictObject({ person: personId, issuedBy: personId.nullable() }),
  'person.enrolment-refused': z.strictObject({ person: personId.nullable(), tries: count }),
  'person.phone-reset': person,
  'person.password-reset': z.strictObject({ person: personId, notesShredded: count }),
  'person.unlocked': person,
  'person.disabled': person,
  'person.enabled': person,
  'person.password-changed': person,

  /** One row an attempt; refused unless everything was right. `person` is null for an unknown name. */
  'sign-in': z.strictObject({
    person: personId.nullable(),
    factor: z.enum(['code', 'recovery-code', 'set-up', 'enrolment']),
    failures: count,
  }),
  unlock: z.strictObject({ person: personId, factor: z.enum(['code', 'none']), failures: count }),
  'step-up': z.strictObject({ person: personId, failures: count }),
  drawer: z.strictObject({ person: personId.nullable(), failures: count }),
  'kit.used': z.strictObject({ failures: count }),
  'account.locked-out': z.strictObject({ person: personId, failures: count, minutes: count }),
  'code.used-twice': person,
  'code.offline': person,

  'session.locked': z.strictObject({ cause: z.enum(lockCauses), masked: count }),
  'session.signed-out': z.strictObject({ masked: count }),
  'session.limit-near': z.strictObject({ minutes: count }),
  'break.began': z.strictObject({ kind: z.enum(breakKinds) }),
  'break.ended': z.strictObject({ kind: z.enum(breakKinds), seconds: count }),
  'call.began': nothing,
  'call.ended': z.strictObject({ seconds: count }),

  'note.created': z.strictObject({ note: z.uuid(), expiresAt: count, card: z.boolean() }),
  'note.deleted': z.strictObject({ note: z.uuid() }),
  'notes.expired': z.strictObject({ owner: personId, hour: count, count }),
  'notes.held-back': z.strictObject({ owner: personId, hour: count, reason: z.enum(['clock-ahead']) }),
  'note.damaged': z.strictObject({ note: z.uuid() }),
  'vault.damaged': z.strictObject({
    owner: personId,
    kind: z.enum(['damaged', 'truncated', 'newer', 'foreign', 'rolled-back']),
  }),
  /** Rows of a vault were changed by somebody else: how many there should be at those instants, and how many there are. */
  'notes.altered': z.strictObject({ owner: personId, expected: count, found: count, keptAside: z.boolean() }),
  /** The guard refused card data; kind and place, never the number. */
  'guard.refused': z.strictObject({
    field: z.enum(['note', 'tag', 'reference', 'comment', 'reason', 'name', 'policy']),
    kind: z.enum(['card-number', 'verification-code']),
    masked: z.boolean(),
  }),
  'copy.made': nothing,
  'copy.refused': nothing,
  'call-card.consent': z.strictObject({ note: z.uuid(), answer: z.enum(['given', 'refused', 'revoked']) }),
  'call-card.do-not-call': z.strictObject({ note: z.uuid(), asked: z.boolean() }),
  'call-card.identity': z.strictObject({ note: z.uuid(), answer: z.enum(['checked', 'failed']) }),

  'checklist.opened': z.strictObject({
    list: z.uuid(),
    template: word,
    version: count,
    date: siteDate,
    shift: count,
  }),
  'checklist.submitted': z.strictObject({
    list: z.uuid(),
    answers: z.record(word, z.union([word, z.number(), z.boolean()])),
    comments: z.record(word, textDigest),
    exceptions: z.array(word),
    late: z.boolean(),
  }),
  'checklist.overdue': z.strictObject({ list: z.uuid() }),
  'checklist.confirmed': z.strictObject({ list: z.uuid(), person: personId, sameIssuer: z.boolean() }),
  'checklist.returned': z.strictObject({ list: z.uuid(), person: personId, reason: textDigest }),
  'checklist.not-confirmed': z.strictObject({ list: z.uuid(), reason: z.enum(['sole-lead']) }),
  'exception.closed': z.strictObject({ list: z.uuid(), item: word, reason: textDigest }),
  'evidence.recorded': z.strictObject({
    item: word,
    answer: answerValue,
    reference: textDigest,
    validUntil: siteDate,
  }),
  'policy-text.published': z.strictObject({ version: count, ru: textDigest, en: textDigest }),
  'policy-text.acknowledged': z.strictObject({ version: count }),
  'briefing.confirmed': z.strictObject({ person: personId }),
  'settings.changed': z.strictObject({ changes: z.record(word, z.strictObject({ from: setting, to: setting })) }),
  'log.exported': z.strictObject({ events: count }),

  'central.enrolled': z.strictObject({ url, keyPin }),
  'central.left': nothing,
  'central.identity-wrong': z.strictObject({ url }),
  'central.clock-offset': z.strictObject({ seconds: z.int() }),
  'central.conflict': z.strictObject({ seq: count }),
  /** Central asked again, from this number on, for what it had acknowledged. */
  'central.forgot': z.strictObject({ seq: count }),
  /** A lead has seen the alert; after `inconsistent`, central's log is believed anew. */
  'central.alert-closed': z.strictObject({ reason: z.enum(['forgot', 'inconsistent']) }),
} as const satisfies Record<string, z.ZodType>;

export type EventType = keyof typeof eventData;
export const eventTypes = Object.keys(eventData) as EventType[];
