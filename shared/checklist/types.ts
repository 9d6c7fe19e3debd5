import { z } from 'zod';
import { instant, personId, role, siteDate } from '../people.ts';

/** A checklist template is data; its texts are bilingual because sites may write their own. */
const bilingual = z.strictObject({ ru: z.string(), en: z.string() });

const itemKinds = ['confirm', 'yes-no', 'number', 'text', 'automatic'] as const;
const answerers = ['operator', 'console', 'lead', 'it'] as const;
const cadences = ['shift', 'week', 'month', 'quarter', 'year'] as const;

export const checklistItem = z.strictObject({
  id: z.string().max(60),
  kind: z.enum(itemKinds),
  answerer: z.enum(answerers),
  cadence: z.enum(cadences),
  required: z.boolean(),
  /** Numbers of the twelve points of the compliance list that the item answers; 13 is the lead's briefing. */
  points: z.array(z.int().min(1).max(13)),
  text: bilingual,
  help: bilingual,
  /** What a "no" means and what to do now. */
  no: bilingual,
});
export type ChecklistItem = z.infer<typeof checklistItem>;

export const checklistTemplate = z.strictObject({
  id: z.string().max(60),
  version: z.int().positive(),
  role,
  items: z.array(checklistItem),
});
export type ChecklistTemplate = z.infer<typeof checklistTemplate>;

export const answerValue = z.enum(['yes', 'no', 'not-applicable']);

/** What the console saw when it answered an automatic item; `seen` holds figures that a catalogue puts into words. */
const automaticAnswer = z.strictObject({
  item: z.string(),
  value: z.enum(['yes', 'no', 'unknown']),
  seen: z.record(z.string(), z.union([z.string(), z.number()])),
  at: instant,
});
export type AutomaticAnswer = z.infer<typeof automaticAnswer>;

export const answer = z.strictObject({
  item: z.string().max(60),
  value: answerValue,
  comment: z.string().max(1000),
});
export type Answer = z.infer<typeof answer>;

/**
 * An answer as it is given. `caret`: where it stands in the comment that is being typed; absent: the comment was left,
 * and no number in it grows any more.
 */
export const givenAnswer = answer.extend({ caret: z.int().nonnegative().optional() });
export type GivenAnswer = z.infer<typeof givenAnswer>;

const listState = z.enum(['open', 'submitted', 'confirmed', 'returned', 'not-confirmed']);

export const checklist = z.strictObject({
  id: z.uuid(),
  person: personId,
  template: checklistTemplate,
  /** Site date of the shift's start and the shift's number on that date. */
  date: siteDate,
  shift: z.int().nonnegative(),
  startsAt: instant,
  endsAt: instant,
  dueAt: instant,
  state: listState,
  overdue: z.boolean(),
  answers: z.array(answer),
  automatic: z.array(automaticAnswer),
  submittedAt: instant.nullable(),
  /** Who confirmed or returned it; null: the owner's kit or nobody yet. */
  decidedBy: personId.nullable(),
  decidedAt: instant.nullable(),
  returnReason: z.string().nullable(),
  /**
   * The confirming lead also issued this person's last enrolment code or reset within 7 days; of a submitted list in
   * `team.lists`: it would be so if the lead who looks confirmed it now.
   */
  sameIssuer: z.boolean(),
});
export type Checklist = z.infer<typeof checklist>;

export const exception = z.strictObject({
  list: z.uuid(),
  person: personId,
  item: z.string(),
  date: siteDate,
  comment: z.string(),
  open: z.boolean(),
  closedBy: personId.nullable(),
  closeReason: z.string().nullable(),
});
export type Exception = z.infer<typeof exception>;

/** One day of somebody's history: what the day's ring and the small days draw. */
export const historyDay = z.strictObject({
  date: siteDate,
  state: z.enum(['none', 'open', 'overdue', 'submitted', 'confirmed', 'returned', 'not-confirmed']),
  exceptions: z.int().nonnegative(),
});
export type HistoryDay = z.infer<typeof historyDay>;

/** A dated point that only IT or a lead can know, with a reference to its evidence. */
export const evidence = z.strictObject({
  item: z.string().max(60),
  answer: answerValue,
  /** Where the evidence lies: a report's number, a ticket, a link; guarded like every free text. */
  reference: z.string().max(200),
  recordedBy: personId.nullable(),
  recordedAt: instant,
  validUntil: siteDate,
});
export type Evidence = z.infer<typeof evidence>;
