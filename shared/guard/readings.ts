import type { Group } from './groups.ts';

/**
 * Number words make numbers in more than one way: "двадцать один" is 21 or 20 and 1. The guard reads a text both ways.
 * @returns the groups as they stand, or two readings of them where number words occur.
 */
export function readingsOf(groups: Group[]): Group[][] {
  if (!groups.some((group) => group.numeral)) return [groups];
  return [read(groups, true), read(groups, false)];
}

function read(groups: Group[], compose: boolean): Group[] {
  const out: Group[] = [];
  let dropped = false;
  for (let index = 0; index < groups.length;) {
    const first = groups[index] as Group;
    const taken = first.numeral ? takeNumber(groups, index, compose) : { digits: first.digits, end: index + 1 };
    const last = groups[taken.end - 1] as Group;
    if (taken.digits === '') dropped = true;
    else {
      out.push({ ...first, digits: taken.digits, to: last.to, linked: first.linked && !dropped });
      dropped = false;
    }
    index = taken.end;
  }
  return out;
}

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
