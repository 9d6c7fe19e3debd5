import type { Group } from './groups.ts';

/** A number in a reading, and the words or digits of which it is made. */
type Token = Group & { start: number; end: number };

/**
 * Number words make numbers in more than one way: "двадцать один" is 21 or 20 and 1. A text is read as whole numbers,
 * word by word, and as whole numbers of which the last one is cut, because the last piece of a number that is said in
 * pairs or threes is often a shorter one ("четыреста тридцать, пять").
 * @returns the groups as they stand where there are no number words
 */
export function readingsOf(groups: Group[]): Group[][] {
  if (!groups.some((group) => group.numeral)) return [groups];
  const whole = tokensOf(groups, 0, groups.length, true);
  if (whole.every(({ start, end }) => end - start === 1)) return [whole];
  return [
    whole,
    tokensOf(groups, 0, groups.length, false),
    lastCut(groups, whole, ({ end }) => end - 1),
    lastCut(groups, whole, ({ start }) => start + 1),
  ];
}

function tokensOf(groups: Group[], from: number, to: number, compose: boolean): Token[] {
  const tokens: Token[] = [];
  let dropped = false;
  for (let index = from; index < to;) {
    const first = groups[index] as Group;
    const taken = first.numeral ? takeNumber(groups, index, compose) : { digits: first.digits, end: index + 1 };
    const end = Math.min(taken.end, to);
    if (taken.digits === '') dropped = true;
    else {
      const linked = first.linked && !dropped;
      tokens.push({ ...first, digits: taken.digits, to: (groups[end - 1] as Group).to, linked, start: index, end });
      dropped = false;
    }
    index = end;
  }
  return tokens;
}

/** Cuts the last number of several words in each row of linked numbers. */
function lastCut(groups: Group[], whole: Token[], place: (token: Token) => number): Token[] {
  let isCut = false;
  const backwards: Token[] = [];
  for (let index = whole.length - 1; index >= 0; index--) {
    const token = whole[index] as Token;
    if (whole[index + 1]?.linked !== true) isCut = false;
    if (isCut || token.end - token.start === 1) backwards.push(token);
    else {
      isCut = true;
      const at = place(token);
      const [head, tail] = [readPart(groups, token.start, at), readPart(groups, at, token.end)];
      backwards.push(...tail.toReversed(), ...head.toReversed());
    }
  }
  return backwards.reverse();
}

/** A part of a number by itself; what follows it in the text is not looked at. */
const readPart = (groups: Group[], from: number, to: number): Token[] =>
  tokensOf(groups.slice(from, to), 0, to - from, true);

type Taken = { digits: string; end: number };

/** Takes the longest number that begins at a number word; no digits where the word is none by itself ("and"). */
function takeNumber(groups: Group[], start: number, compose: boolean): Taken {
  const first = groups[start] as Group;
  if (first.numeral?.kind === 'repeat') {
    const next = groups[start + 1];
    const repeats = next?.linked === true && next.digits.length === 1;
    return repeats
      ? { digits: next.digits.repeat(first.numeral.value), end: start + 2 }
      : { digits: '', end: start + 1 };
  }
  if (first.numeral?.kind === 'zero') return { digits: '0', end: start + 1 };
  if (first.numeral?.kind === 'and') return { digits: '', end: start + 1 };
  const below = takeBelowThousand(groups, start, compose);
  const thousand = groups[below.end];
  const isThousand = thousand?.numeral?.kind === 'times' && thousand.numeral.value === 1000;
  if (!isThousand || !(below.end === start || thousand.tight)) {
    return below.end === start ? { digits: '', end: start + 1 } : { digits: String(below.value), end: below.end };
  }
  const thousands = (below.end === start ? 1 : below.value) * 1000;
  const rest = groups[below.end + 1]?.tight ? takeBelowThousand(groups, below.end + 1, compose) : null;
  return rest === null || rest.end === below.end + 1
    ? { digits: String(thousands), end: below.end + 1 }
    : { digits: String(thousands + rest.value), end: rest.end };
}

/** "four hundred and eleven", "сорок один", "семь": at most hundreds, then tens, then units. */
function takeBelowThousand(groups: Group[], start: number, compose: boolean): { value: number; end: number } {
  let value = 0;
  let end = start;
  /** The number so far takes only what is smaller than this. */
  let room = 1000;
  for (;;) {
    const group = groups[end];
    if (!group?.numeral || (end > start && !group.tight)) break;
    const { kind, value: amount } = group.numeral;
    if (kind === 'and' && room === 100 && groups[end + 1]?.tight && isSmall(groups[end + 1])) {
      end++;
      continue;
    }
    const hundred = groups[end + 1];
    if (kind === 'unit' && room === 1000 && hundred?.tight && isHundred(hundred)) {
      value = amount * 100;
      room = 100;
      end += 2;
    } else if (kind === 'hundreds' && room === 1000) {
      value = amount;
      room = 100;
      end++;
    } else if (kind === 'tens' && room >= 100) {
      value += amount;
      room = 10;
      end++;
    } else if ((kind === 'teen' && room >= 100) || (kind === 'unit' && room >= 10)) {
      return { value: value + amount, end: end + 1 };
    } else break;
    if (!compose) break;
  }
  return { value, end };
}

const isHundred = (group: Group): boolean => group.numeral?.kind === 'times' && group.numeral.value === 100;
const isSmall = (group: Group | undefined): boolean =>
  group?.numeral?.kind === 'unit' || group?.numeral?.kind === 'teen' || group?.numeral?.kind === 'tens';
