/** Control and format characters (bidirectional overrides among them) and the two separators that break a line. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text that somebody else wrote, for a terminal: what would break the line, move the cursor or turn the order of what
 * stands around it is written as its number, so that it cannot pass for words of ours.
 */
export function oneLine(text: string): string {
  return text.replace(unseen, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
