/**
 * What a desk's page may read while it is drawn out of sight: the gate was satisfied by this person, and the vault is
 * being opened. None of it is of the notes.
 */
const reads: ReadonlySet<string> = new Set(['state', 'checklist.today', 'checklist.history']);

export const isEarly = (request: string): boolean => reads.has(request);
