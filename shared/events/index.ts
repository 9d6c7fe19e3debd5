import { z } from 'zod';
import { instant, personId } from '../people.ts';
import { readAs } from '../read-as.ts';
import { eventData, type EventType } from './types.ts';

export { eventData, eventTypes, type EventType } from './types.ts';

/**
 * What happened, before it is chained. `actor` is a pseudonymous person, null for the console itself or a stranger.
 * No draft carries a note's text, a password, a code, a card number, a name or an unknown username (design, section 8).
 */
export const eventDraft = z
  .strictObject({
    id: z.uuid({ version: 'v7' }),
    /** When it happened; the chain's `seq` says when it was chained. */
    time: instant,
    actor: personId.nullable(),
    type: z.string(),
    outcome: z.enum(['ok', 'refused', 'failed']),
    data: z.record(z.string(), z.unknown()),
  })
  .superRefine((draft, context) => {
    const schema = Object.hasOwn(eventData, draft.type) ? eventData[draft.type as EventType] : undefined;
    if (!schema) {
      context.addIssue({ code: 'custom', message: `unknown event type ${draft.type}`, path: ['type'] });
      return;
    }
    const data = readAs(schema, draft.data);
    if (!data.success) context.addIssue({ code: 'custom', message: `not the data of ${draft.type}`, path: ['data'] });
  });
export type EventDraft = z.infer<typeof eventDraft>;

/** The data that one type of event carries. */
export type EventData<T extends EventType> = z.input<(typeof eventData)[T]>;

/** A draft whose type and data fit each other at compile time. Its data are in the order in which they will be chained. */
export function draftEvent<T extends EventType>(
  id: string,
  time: number,
  actor: string | null,
  type: T,
  data: EventData<T>,
  outcome: EventDraft['outcome'] = 'ok',
): EventDraft {
  const members = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return { id, time, actor, type, outcome, data: Object.fromEntries(members) };
}
