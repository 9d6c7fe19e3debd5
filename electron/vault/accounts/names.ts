/**
 * The one form of a username: NFKC, case folded, without what cannot be seen, inner spaces single (design, section 3).
 * Two people never have names that look or fold alike. Empty when nothing visible is left.
 */
export function canonicalUsername(typed: string): string {
  const folded = typed.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  return tidy(folded);
}

/** A name or team as shown: NFC, invisible signs removed, spaces single. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
