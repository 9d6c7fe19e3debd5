/**
 * What a copy, a cut or a drag would take out of the notes, which are whatever lies inside `data-note`; null when no
 * note is touched. Where the focus is says nothing: everything on a page can be selected from anywhere on it.
 */
export function noteTextTaken(
  page: Pick<Document, 'activeElement' | 'getSelection' | 'querySelectorAll'>,
): string | null {
  const inField = fieldSelection(page.activeElement);
  if (inField) return inField.field.closest('[data-note]') ? inField.text : null;
  const selection = page.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const notes = [...page.querySelectorAll('[data-note]')];
  return notes.some((note) => selection.containsNode(note, true)) ? selection.toString() : null;
}

/** A field keeps a selection of its own, which the document's does not show. */
function fieldSelection(focused: Element | null): { field: Element; text: string } | null {
  if (!focused || !('selectionStart' in focused)) return null;
  const field = focused as HTMLInputElement | HTMLTextAreaElement;
  const text = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  return text === '' ? null : { field, text };
}
