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
  return needsComposing.test(plain) ? words.map((word) => word.normalize('NFC').replaceAll('ё', 'е')) : words;
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

/** How well a note fits; 0: a word is missing. */
type Score = (document: NoteDocument) => number;

/**
 * Looks through notes one by one for the words of a query, for as long as they are not in the index.
 * @param words as `wordsIn` returns them
 * @returns the same score that the index gives
 */
export function scoreFor(words: readonly string[]): Score {
  // A word holds nothing that means more than itself in a pattern, and its ё is an е already.
  const sought = words.map((word): Sought => {
    // With a letter that no such text has it is not there, although a pattern may fold it into one that is.
    const asTyped = unusual.test(word) ? null : new RegExp(word.replaceAll('е', '[её]'), 'gi');
    return { word, asTyped };
  });
  return (document) => {
    const [head, body] = [lookInto(headText(document)), lookInto(document.text)];
    let sum = 0;
    for (const word of sought) {
      const inHead = matchIn(head, word);
      const best = Math.max(inHead === 0 ? 0 : inHead + placeInHead, matchIn(body, word));
      if (best === 0) return 0;
      sum += best;
    }
    return sum;
  };
}

type Sought = { word: string; asTyped: RegExp | null };
type Looked = { text: string; isAsTyped: boolean };

/**
 * Any letter but the Latin and Cyrillic of the two languages, of which a pattern knows the small form and each has one
 * spelling. µ is not among them, whose capital is Greek; dashes and quotes do no harm. Ten thousand texts without such a
 * letter need not be made small first, which takes a tenth of their decryption.
 */
const unusual = /[^\0-\u00b4\u00b6-\u00ff\u0400-\u045f\u2010-\u2027]/;

const lookInto = (text: string): Looked =>
  unusual.test(text) ? { text: plainOf(text), isAsTyped: false } : { text, isAsTyped: true };

const plainOf = (text: string): string => {
  const plain = text.toLowerCase();
  return needsComposing.test(plain) ? plain.normalize('NFC').replaceAll('ё', 'е') : plain;
};

function nextOf({ word, asTyped }: Sought, { text, isAsTyped }: Looked, from: number): number {
  if (!isAsTyped) return text.indexOf(word, from);
  if (!asTyped) return -1;
  asTyped.lastIndex = from;
  return asTyped.test(text) ? asTyped.lastIndex - word.length : -1;
}

function matchIn(looked: Looked, sought: Sought): number {
  const { text } = looked;
  let best = 0;
  for (let at = nextOf(sought, looked, 0); at >= 0; at = nextOf(sought, looked, at + 1)) {
    if (at > 0 && isOfWord(text.charCodeAt(at - 1))) continue;
    const end = at + sought.word.length;
    if (end === text.length || !isOfWord(text.charCodeAt(end))) return wholeWord;
    best = beginning;
  }
  return best;
}
