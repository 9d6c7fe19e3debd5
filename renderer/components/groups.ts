/** A code in groups of four, easier to read aloud and to type; one that comes in groups keeps its own. */
export function inGroups(code: string): string {
  return /[\s-]/.test(code) ? code : (code.match(/.{1,4}/g) ?? []).join(' ');
}
