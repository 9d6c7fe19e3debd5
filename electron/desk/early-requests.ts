/**
 * What a page that is drawn out of sight may ask. A desk's: the gate was satisfied by this person, and the vault is being
 * opened; none of it is of the notes. The entry's says that it is drawn.
 */
const requests: ReadonlySet<string> = new Set(['state', 'drawn', 'checklist.today', 'checklist.history']);

export const isEarly = (request: string): boolean => requests.has(request);
