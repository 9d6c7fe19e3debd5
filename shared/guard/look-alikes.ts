import type { Group } from './groups.ts';

export type Range = { from: number; to: number };
/** A place that has the shape of something other than a card; `whole` means that no part of it can be a card. */
export type LookAlike = Range & { whole: boolean };

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d\\d';
const date = [
  `${year}([-./])${month}\\1${day}`,
  `${day}([-./])${month}\\2${year}`,
  `(?:0[1-9]|[12]\\d|3[01])\\.(?:0[1-9]|1[0-2])\\.\\d\\d`,
].join('|');
const dates = new RegExp(`(?<![\\d.])(?:${date})(?!\\d|[-./]\\d)`, 'g');
const times =
  /(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:\s?[+-](?:0\d|1[0-4]):?(?:00|15|30|45))?(?![\d:])/g;
const russianPhones =
  /(?<![\d+])(?:\+7|8|7)[ -]?(?:\(\d{3}\)|\d{3})[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)|\(\d{3}\) ?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)/g;
/** E.164 with its plus, at most 13 digits in all: shorter than any card but Visa's historic one. */
const phones = /\+\d(?:[ ().-]{0,2}\d){6,12}(?![ ().-]{0,2}\d)/g;
/** Latitude and longitude as maps write them. */
const places = /(?<![\d.])-?[0-8]?\d\.\d{4,8}(?:, ?|; ?| )-?(?:1[0-7]\d|\d{1,2})\.\d{4,8}(?![\d.])/g;
const uuids = /(?<![0-9a-f-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f-])/gi;
const ibans = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}/g;

/** Finds every look-alike of a text; the caller asks only when something looks like a card. */
export function lookAlikesOf(text: string, groups: readonly Group[]): LookAlike[] {
  const found: LookAlike[] = [];
  const collect = (pattern: RegExp, whole: boolean) => {
    for (const match of text.matchAll(pattern))
      found.push({ from: match.index, to: match.index + match[0].length, whole });
  };
  collect(dates, false);
  collect(times, false);
  collect(russianPhones, false);
  collect(phones, false);
  collect(places, false);
  collect(uuids, true);
  for (const match of text.matchAll(ibans)) {
    const length = ibanLength(match[0]);
    if (length > 0) found.push({ from: match.index, to: match.index + length, whole: true });
  }
  found.push(...russianAccounts(text, groups));
  return found.sort((one, other) => one.from - other.from);
}

/** @returns how much of the text is an IBAN by ISO 13616's checksum, 0 if none of it. */
function ibanLength(text: string): number {
  for (let end = text.length; end >= 15; end--) {
    const plain = text.slice(0, end).replaceAll(' ', '');
    if (plain.length < 15) return 0;
    if (text[end - 1] !== ' ' && plain.length <= 34 && remainder97(plain.slice(4) + plain.slice(0, 4)) === 1)
      return end;
  }
  return 0;
}

function remainder97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Balance accounts of clients and correspondents, and the currencies that they are kept in (digits 6 to 8). */
const balance = /^(?:30[1-3]|40[1-8]|42[0-6]|45[2-7]|474)/;
const currencies = new Set(['810', '643', '840', '978', '826', '156', '398', '756', '392', '933', '949', '051', '860']);

/** How accounts are written, in numbers of digits. Other groups of twenty are a card with its expiry and more behind it. */
const accountGroups = new Set(['20', '5-3-1-4-7', '5-3-1-11', '5-3-12', '3-2-3-1-4-7', '4-4-4-4-4', '5-5-5-5']);
const mostAccountGroups = 6;

/** Twenty digits of a Russian bank account, in one piece or in usual groups with one and the same mark between. */
function russianAccounts(text: string, groups: readonly Group[]): LookAlike[] {
  const found: LookAlike[] = [];
  groups.forEach((first, start) => {
    let digits = '';
    for (let index = start; index < Math.min(groups.length, start + mostAccountGroups) && digits.length < 20; index++) {
      const group = groups[index] as Group;
      if (index > start && !group.linked) return;
      digits += group.digits;
      if (digits.length !== 20 || !balance.test(digits) || !currencies.has(digits.slice(5, 8))) continue;
      const own = groups.slice(start, index + 1);
      const marks = own.slice(1).map(({ from }, at) => text.slice((own[at] as Group).to, from));
      if (accountGroups.has(own.map((one) => one.digits.length).join('-')) && new Set(marks).size <= 1)
        found.push({ from: first.from, to: group.to, whole: true });
    }
  });
  return found;
}

/**
 * Whether a candidate is really something else: part of an account, an IBAN or a UUID; cut out of a date or a
 * telephone number; or made of nothing but those.
 * @param groups the candidate's own
 * @param lookAlikes sorted by their beginning
 */
export function isLookAlike(candidate: Range, groups: readonly Group[], lookAlikes: readonly LookAlike[]): boolean {
  const touching = touchedBy(candidate, lookAlikes);
  if (touching.some((one) => one.whole || one.from < candidate.from || one.to > candidate.to)) return true;
  return groups.every((group) => touching.some((one) => one.from <= group.from && one.to >= group.to));
}

/** No look-alike is longer than this, so that only near ones need be looked at. */
const longest = 200;

function touchedBy({ from, to }: Range, sorted: readonly LookAlike[]): LookAlike[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as LookAlike).from < from - longest) low = middle + 1;
    else high = middle;
  }
  const touching: LookAlike[] = [];
  for (; low < sorted.length && (sorted[low] as LookAlike).from < to; low++) {
    const one = sorted[low] as LookAlike;
    if (one.to > from) touching.push(one);
  }
  return touching;
}
