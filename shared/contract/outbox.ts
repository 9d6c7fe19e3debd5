import { z } from 'zod';
import { eventDraft } from '../events/index.ts';
import { word } from '../events/types.ts';

/**
 * An event that a gate or a vault committed together with its state and that main has yet to chain. `source` is the
 * database it comes from, a word because the log names it where numbers do not fit; `n` counts from 1 within it without
 * gaps: a gap is itself an event.
 */
export const outboxEntry = z.strictObject({
  source: word,
  n: z.int().positive(),
  draft: eventDraft,
});
export type OutboxEntry = z.infer<typeof outboxEntry>;
