import type { NoteDocument } from './note-document.ts';

/** How much a whole word of a query counts for more than a beginning, and what the place of a word adds. */
export const wholeWord = 4;
export const beginning = 1;
export const placeInHead = 2;

/** Words of a text: rows of letters, digits and marks, in lower case, ё as е, marks composed. */
export function wordsIn(text: string): string[] {
  const plain = text.toLowerCase();
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= plain.length; at++) {
    if (at < plain.length && isOfWord(plain.charCodeAt(at))) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      words.push(plain.slice(start, at));
      start = -1;
    }
  }
  return /[^\0-\u02ff\u0400-\u045f]|ё/.test(plain)
    ? words.map((word) => word.normalize('NFC').replaceAll('ё', 'е'))
    : words;
}

/** Beyond plain Latin and Cyrillic a letter can be written in two ways. */
const needsComposing = /[^\0-\u02ff\u0400-\u045f]|ё/;

/** What is known of each code unit: 1 belongs to a word, 2 does not. Halves of a pair always belong to one. */
const kinds = new Uint8Array(0x10000);
function isOfWord(unit: number): boolean {
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known === 1;
  const belongs = (unit >= 0xd800 && unit < 0xe000) || /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(unit));
  kinds[unit] = belongs ? 1 : 2;
  return belongs;
}

/** Title, tags and reference of a note in one text: what counts for more when it is found there. */
export function headText({ text, tags, reference }: NoteDocument): string {
  const title = /\S[^\n]*/.exec(text)?.[0] ?? '';
  return [title, reference, ...tags].join('\n');
}

/**
 * Looks through one note for the words of a query, for as long as it is not in the index.
 * @returns the same score that the index gives, 0 when a word is missing
 */
export function scoreOf(document: NoteDocument, words: readonly string[]): number {
  const [head, body] = [plainOf(headText(document)), plainOf(document.text)];
  let sum = 0;
  for (const word of words) {
    const inHead = matchIn(head, word);
    const best = Math.max(inHead === 0 ? 0 : inHead + placeInHead, matchIn(body, word));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

const plainOf = (text: string): string => {
  const plain = text.toLowerCase();
  return needsComposing.test(plain) ? plain.normalize('NFC').replaceAll('ё', 'е') : plain;
};

function matchIn(plain: string, word: string): number {
  let best = 0;
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
    if (at > 0 && isOfWord(plain.charCodeAt(at - 1))) continue;
    const end = at + word.length;
    if (end === plain.length || !isOfWord(plain.charCodeAt(end))) return wholeWord;
    best = beginning;
  }
  return best;
}
