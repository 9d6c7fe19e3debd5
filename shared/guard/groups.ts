import { basicPlane, classOf, invisible, letter, separator, several, unknown } from './characters.ts';
import { numeralAt, type Numeral } from './numerals.ts';

/** Digits that stand together, or one number word. Ranges are half-open UTF-16 indices. */
export type Group = {
  /** ASCII digits. */
  digits: string;
  from: number;
  to: number;
  /** Only a short separator lies between the group before and this one. */
  linked: boolean;
  /** One space or hyphen, or nothing, lies between: number words so joined make one number ("forty-one"). */
  tight: boolean;
  numeral: Numeral | null;
};

/** What lies between two groups is looked at no further than this. */
const longestGap = 24;

/**
 * Cuts a text into groups of digits. Any Unicode digit counts, invisible characters do not, and a separator is at
 * most two characters that are neither letter nor digit (or a mark between spaces, or four blanks).
 */
export function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  /** The group to which a digit that follows at once belongs. */
  let open: Group | null = null;
  /** A word that is no number has been read since the last group. */
  let broken = true;
  const begin = (digits: string, from: number, to: number, numeral: Numeral | null): Group => {
    const last = groups.at(-1);
    const gap = broken || !last ? 'far' : gapBetween(text, last.to, from);
    const group = { digits, from, to, linked: gap !== 'far', tight: gap === 'tight', numeral };
    groups.push(group);
    broken = false;
    return group;
  };
  let index = 0;
  while (index < text.length) {
    let kind = basicPlane[text.charCodeAt(index)] ?? unknown;
    let width = 1;
    if (kind === unknown) {
      const codePoint = text.codePointAt(index) ?? 0;
      kind = classOf(codePoint);
      width = codePoint > 0xffff ? 2 : 1;
    }
    if (kind < separator || kind > several) {
      const digits = kind < separator ? kind : kind - several;
      if (open) {
        open.digits += digits;
        open.to = index + width;
      } else open = begin(String(digits), index, index + width, null);
      index += width;
    } else if (kind === letter) {
      const end = endOfWord(text, index);
      const numeral = numeralAt(text, index, end);
      if (numeral) begin(plainDigits(numeral), index, end, numeral);
      else broken = true;
      open = null;
      index = end;
    } else {
      if (kind !== invisible) open = null;
      index += width;
    }
  }
  return groups;
}

function endOfWord(text: string, from: number): number {
  let index = from;
  while (index < text.length) {
    const kind = basicPlane[text.charCodeAt(index)] ?? unknown;
    if (kind === letter) index++;
    else if (kind !== unknown) break;
    else {
      const codePoint = text.codePointAt(index) ?? 0;
      if (classOf(codePoint) !== letter) break;
      index += codePoint > 0xffff ? 2 : 1;
    }
  }
  return index;
}

const plainDigits = ({ kind, value }: Numeral): string =>
  kind === 'times' || kind === 'repeat' || kind === 'and' ? '' : String(value);

/** How far apart two groups stand for a reader: what nobody sees does not count, a line break counts once. */
function gapBetween(text: string, from: number, to: number): 'tight' | 'short' | 'far' {
  if (to === from) return 'tight';
  if (to - from > longestGap) return 'far';
  if (to === from + 1) return isBlankOrHyphen(text.charCodeAt(from)) ? 'tight' : 'short';
  let gap = '';
  for (const character of text.slice(from, to)) {
    if (classOf(character.codePointAt(0) ?? 0) !== invisible) gap += character;
  }
  gap = gap.replaceAll('\r\n', '\n');
  if (/^[\s-]?$/.test(gap)) return 'tight';
  return /^(?:.{0,2}|\s.{1,2}\s|\s{3,4})$/su.test(gap) ? 'short' : 'far';
}

const isBlankOrHyphen = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0xa0 || unit === 0x0a;
