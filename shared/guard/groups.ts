import { classOf, invisible, letter, separator } from './characters.ts';
import { numeralAt, type Numeral } from './numerals.ts';

/** Digits that stand together, or one number word. Ranges are half-open UTF-16 indices. */
export type Group = {
  digits: string;
  from: number;
  to: number;
  /** Only a short separator lies between the group before and this one. */
  linked: boolean;
  /** One space or hyphen, or nothing, lies between: number words so joined make one number ("forty-one"). */
  tight: boolean;
  numeral: Numeral | null;
};

/**
 * Cuts a text into groups of digits. Any Unicode digit counts, invisible characters do not, and a separator is at
 * most two characters that are neither letter nor digit (or a mark between spaces, or four blanks).
 */
export function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let gapFrom = 0;
  let broken = true;
  let open = false;
  const begin = (digits: string, from: number, to: number, numeral: Numeral | null) => {
    const gap = broken ? null : visibleGap(text, gapFrom, from);
    groups.push({
      digits,
      from,
      to,
      linked: gap !== null && isShort(gap),
      tight: gap !== null && /^[\s-]?$/.test(gap),
      numeral,
    });
    gapFrom = to;
    broken = false;
  };
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    const kind = classOf(codePoint);
    if (kind < separator) {
      const group = open ? groups.at(-1) : undefined;
      if (group) {
        group.digits += String(kind);
        gapFrom = group.to = index + width;
      } else {
        begin(String(kind), index, index + width, null);
        open = true;
      }
      index += width;
    } else if (kind === letter) {
      const end = endOfWord(text, index);
      const numeral = numeralAt(text, index, end);
      if (numeral) begin(plainDigits(numeral), index, end, numeral);
      else broken = true;
      open = false;
      index = end;
    } else {
      if (kind !== invisible) open = false;
      index += width;
    }
  }
  return groups;
}

function endOfWord(text: string, from: number): number {
  let index = from;
  while (index < text.length) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (classOf(codePoint) !== letter) break;
    index += codePoint > 0xffff ? 2 : 1;
  }
  return index;
}

const plainDigits = (numeral: Numeral): string =>
  numeral.kind === 'times' || numeral.kind === 'repeat' || numeral.kind === 'and' ? '' : String(numeral.value);

/** What a reader sees between two groups; a line break counts as one character. null when it is plainly too long. */
function visibleGap(text: string, from: number, to: number): string | null {
  if (to - from > 24) return null;
  let gap = '';
  for (const character of text.slice(from, to)) {
    if (classOf(character.codePointAt(0) ?? 0) !== invisible) gap += character;
  }
  return gap.replaceAll('\r\n', '\n');
}

const isShort = (gap: string): boolean => [...gap].length <= 2 || /^(?:\s.{1,2}\s|\s{1,4})$/su.test(gap);
