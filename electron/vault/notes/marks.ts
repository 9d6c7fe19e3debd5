import type { CallCard, VaultContract } from '../../../shared/contract/vault.ts';
import { findAcrossFields, findCardData, keptAtMost, storable, type Finding } from '../../../shared/guard/index.ts';
import type { RequestOf } from '../../../shared/rpc.ts';
import type { NoteDocument } from './note-document.ts';
import type { Writer } from './vault-writer.ts';

export type Mark = RequestOf<VaultContract, 'notes.mark'>;
export type RefusedMark = { field: 'tag' | 'reference'; kind: Finding['kind'] };

/** A note's content with its marks changed as they were typed; its text and times stay. */
export function marked(document: NoteDocument, mark: Mark): NoteDocument {
  return {
    ...document,
    tags: mark.tags ? [...new Set(mark.tags)] : document.tags,
    pinned: mark.pinned ?? document.pinned,
    reference: mark.reference ?? document.reference,
    card: mark.card ?? document.card,
    masked: mark.maskSeen ? false : document.masked,
  };
}

/**
 * Card data in the marks that somebody wants to store, alone or as half of a number whose other half is in the text
 * or in another mark.
 * @param text as it was last typed
 */
export function refusedMark(mark: Mark, after: NoteDocument, text: string): RefusedMark | null {
  if (mark.reference === undefined && mark.tags === undefined) return null;
  const fields = [text, after.reference, ...after.tags];
  const own = fields.flatMap((field, index) =>
    index === 0 ? [] : findCardData(field).map(({ kind }) => ({ index, kind })),
  );
  const across = findAcrossFields(fields).map(({ field, kind }) => ({ index: field, kind }));
  // A number split over text and text alone does not occur: the text's own findings are held by the autosave.
  const first = [...own, ...across].find(({ index }) => index > 0);
  return first ? { field: first.index === 1 ? 'reference' : 'tag', kind: first.kind } : null;
}

/**
 * What may be stored of a reference: "••••" in place of what is refused, and while its field was not left also of a
 * long number that still grows. Nobody asks here once more, as autosave does: an order of ten digits is kept at once.
 */
export function storedReference(mark: Mark, after: NoteDocument, text: string): string {
  if (mark.reference === undefined) return after.reference;
  const options = { beside: [text, ...after.tags], shown: keptAtMost };
  return storable(mark.reference, mark.caret ?? null, options).text;
}

/** The duty outlives the note: answers of a call card become events without content (section 5). */
export function tellAnswers(writer: Writer, note: string, before: CallCard | null, after: CallCard | null): void {
  if (!after) return;
  if (after.consent && after.consent !== before?.consent)
    writer.event('call-card.consent', { note, answer: after.consent });
  if (after.identity && after.identity !== before?.identity)
    writer.event('call-card.identity', { note, answer: after.identity });
  if (after.doNotCall !== (before?.doNotCall ?? false))
    writer.event('call-card.do-not-call', { note, asked: after.doNotCall });
}
