import { z } from 'zod';
import { callCard, noteTextLimit, type NoteSummary } from '../../../shared/contract/vault.ts';
import { instant } from '../../../shared/people.ts';
import { readAs } from '../../../shared/read-as.ts';

/** Everything of a note that only its owner may know: the content of its box. */
export const noteDocument = z.strictObject({
  text: z.string().max(noteTextLimit),
  tags: z.array(z.string()),
  pinned: z.boolean(),
  reference: z.string(),
  card: callCard.nullable(),
  masked: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
export type NoteDocument = z.infer<typeof noteDocument>;

const members = Object.keys(noteDocument.shape).length;

/**
 * What the content of a box says; null where it is no document that this version understands. It accepts what
 * `noteDocument` accepts and copies nothing: for ten thousand notes the schema takes a third of their decryption.
 */
export function readDocument(value: unknown): NoteDocument | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== members) return null;
  const { text, tags, pinned, reference, card, masked, createdAt, updatedAt } = value as Record<string, unknown>;
  const isWhole =
    typeof text === 'string' &&
    text.length <= noteTextLimit &&
    Array.isArray(tags) &&
    tags.every((tag) => typeof tag === 'string') &&
    typeof pinned === 'boolean' &&
    typeof reference === 'string' &&
    (card === null || readAs(callCard, card).success) &&
    typeof masked === 'boolean' &&
    isInstant(createdAt) &&
    isInstant(updatedAt);
  return isWhole ? (value as NoteDocument) : null;
}

const isInstant = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** A note in memory. No key of it is, but while somebody writes in it (note-box.ts). */
export type Note = { id: string; revision: number; expiresAt: number; document: NoteDocument };

const titleLength = 120;
const excerptLength = 160;

/** A note as the list shows it. */
export function summaryOf({ id, revision, expiresAt, document }: Note): NoteSummary {
  const { text, ...marks } = document;
  const { title, rest } = headOf(text);
  return { id, revision, expiresAt, title, excerpt: rest, ...marks };
}

/** The first line that is not empty, and the beginning of what follows, on one line. */
export function headOf(text: string): { title: string; rest: string } {
  // Only the beginning is looked at: a list of ten thousand notes is drawn from it.
  const [first, ...others] = text.trimStart().slice(0, 1000).split('\n');
  return {
    title: whole((first ?? '').trim(), titleLength),
    // What is one blank already is left alone, which is nearly all of it.
    rest: whole(
      others
        .join(' ')
        .replace(/\s{2,}|[^\S ]/g, ' ')
        .trim(),
      excerptLength,
    ),
  };
}

/** Cuts without leaving half of a surrogate pair. */
function whole(text: string, length: number): string {
  const end = Math.min(length, text.length);
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? end - 1 : end);
}
