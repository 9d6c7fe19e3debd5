import fc from 'fast-check';
import { checkDigitFits, publishedNumbers, publishedRanges } from '../vectors/cards.ts';

/** The closed list of disguises that the guard promises to see through. */

/** What people put between two digits. */
const usualSeparators = [...' -.,/\\_*|·\t', '\u00a0', '\u2009', '\u2010', '\u2013', '\u2014', '\u2212'];
/** Nothing that a reader sees. */
const invisibles = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad'];
const lineBreaks = ['\n', '\r\n'];
/** Every punctuation mark, symbol and space of Unicode's first plane. */
const marks = codePoints(0x20, 0xffff).filter((character) => /[\p{P}\p{S}\p{Z}]/u.test(character));

/** The ten digits of each script that Unicode's locale data know, zero first; ideographs are words, not digits. */
const digitSets = Intl.supportedValuesOf('numberingSystem')
  .filter((system) => system !== 'hanidec')
  .map((numberingSystem) => {
    const format = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
    return Array.from({ length: 10 }, (_, digit) => format.format(digit));
  });

/** Superscripts, subscripts, digits in circles, in parentheses or with a full stop: Unicode makes each a plain digit. */
const ornate = codePoints(0x80, 0x1ffff).filter((character) => /\p{No}/u.test(character));
const ornateDigits = Array.from({ length: 10 }, (_, digit) =>
  ornate.filter((character) => new RegExp(`^\\(?${digit}[).,]?$`).test(character.normalize('NFKC'))),
);

const plain = new Map<string, string>([
  ...digitSets.flatMap((set) => set.map((character, digit): [string, string] => [character, String(digit)])),
  ...ornateDigits.flatMap((set, digit) => set.map((character): [string, string] => [character, String(digit)])),
]);

/** All digits of a text, in any of the scripts above, as one row. */
export const digitsIn = (text: string): string => [...text].map((character) => plain.get(character) ?? '').join('');

function codePoints(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
}

const englishUnits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const englishTeens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const englishTens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const russianUnits = ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'];
const russianTeens = [
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
];
const russianTens = [
  '',
  '',
  'двадцать',
  'тридцать',
  'сорок',
  'пятьдесят',
  'шестьдесят',
  'семьдесят',
  'восемьдесят',
  'девяносто',
];
const russianHundreds = [
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
];

/** A card number: published, or made up under a published prefix. */
export const cardNumber: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom<string>(...publishedNumbers), weight: 1 },
  {
    arbitrary: fc
      .constantFrom(...publishedRanges)
      .chain(({ prefixes, lengths }) =>
        fc.tuple(
          fc.constantFrom(...prefixes).chain(([min, max]) => fc.integer({ min, max })),
          fc.constantFrom(...lengths),
          digitsOf(19, 19),
        ),
      )
      .map(([prefix, length, digits]) => {
        const body = `${prefix}${digits}`.slice(0, length - 1);
        return body + [...'0123456789'].find((digit) => checkDigitFits(body + digit))!;
      }),
    weight: 9,
  },
);

export function digitsOf(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
}

const grouped = (number: string): fc.Arbitrary<string[]> =>
  fc.array(fc.integer({ min: 1, max: 6 }), { minLength: number.length, maxLength: number.length }).map((sizes) => {
    const parts: string[] = [];
    let at = 0;
    for (const size of sizes) {
      if (at < number.length) parts.push(number.slice(at, at + size));
      at += size;
    }
    return parts;
  });

const oneSeparator = fc.oneof(
  { arbitrary: fc.constantFrom(...usualSeparators, ...invisibles, ...lineBreaks), weight: 3 },
  { arbitrary: fc.constantFrom(...marks), weight: 1 },
);
const separator = fc.oneof(
  oneSeparator,
  fc.tuple(oneSeparator, oneSeparator).map((two) => two.join('')),
);

const between = (parts: string[], separator: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(separator, { minLength: parts.length, maxLength: parts.length })
    .map((gaps) => parts.map((part, index) => (index === 0 ? part : gaps[index]! + part)).join(''));

/** Each disguise: a number as it may be written. */
export const disguises: Record<string, (number: string) => fc.Arbitrary<string>> = {
  plain: (number) => fc.constant(number),
  'separators of one or two characters anywhere': (number) =>
    grouped(number).chain((parts) => between(parts, separator)),
  'line breaks': (number) =>
    grouped(number).chain((parts) => between(parts, fc.constantFrom('\n', '\r\n', ' \n', '-\n'))),
  'digits of another script': (number) =>
    fc.constantFrom(...digitSets).map((set) => [...number].map((digit) => set[Number(digit)]!).join('')),
  'digits of several scripts with separators': (number) =>
    fc
      .tuple(
        fc.array(fc.constantFrom(...digitSets), { minLength: number.length, maxLength: number.length }),
        grouped(number),
      )
      .chain(([sets, parts]) => {
        let place = 0;
        const written = parts.map((part) => [...part].map((digit) => sets[place++]![Number(digit)]!).join(''));
        return between(written, separator);
      }),
  'digits in circles, raised and lowered': (number) =>
    fc
      .tuple(...[...number].map((digit) => fc.constantFrom(digit, ...ornateDigits[Number(digit)]!)))
      .map((digits) => digits.join('')),
  'digit words, English': (number) => fc.constant([...number].map((digit) => englishUnits[Number(digit)]!).join(' ')),
  'digit words, Russian': (number) =>
    fc
      .constantFrom(' ', ', ', '-', '\n')
      .map((gap) => [...number].map((digit) => russianUnits[Number(digit)]!).join(gap)),
  'capital digit words': (number) =>
    fc.constant([...number].map((digit) => russianUnits[Number(digit)]!.toUpperCase()).join(' ')),
  'pairs in words, English': (number) => fc.constant(chunks(number, 2).map(englishPair).join(' ')),
  'pairs in words, Russian': (number) => fc.constant(chunks(number, 2).map(russianPair).join(' ')),
  'threes in words, Russian': (number) => fc.constant(chunks(number, 3).map(russianThree).join(' ')),
  'words and digits mixed': (number) =>
    fc
      .array(fc.nat(2), { minLength: number.length, maxLength: number.length })
      .map((how) =>
        [...number]
          .map((digit, index) => [digit, englishUnits[Number(digit)]!, russianUnits[Number(digit)]!][how[index]!]!)
          .join(' '),
      ),
};

const chunks = (number: string, size: number): string[] => number.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];

function englishPair(pair: string): string {
  return pairIn(pair, englishUnits, englishTeens, englishTens, '-');
}

function russianPair(pair: string): string {
  return pairIn(pair, russianUnits, russianTeens, russianTens, ' ');
}

function pairIn(pair: string, units: string[], teens: string[], tens: string[], joint: string): string {
  const [first = 0, second] = [...pair].map(Number);
  if (second === undefined) return units[first]!;
  if (first === 0) return `${units[0]!} ${units[second]!}`;
  if (first === 1) return teens[second]!;
  return second === 0 ? tens[first]! : `${tens[first]!}${joint}${units[second]!}`;
}

function russianThree(three: string): string {
  if (three.length < 3) return russianPair(three);
  const [hundreds = '0', rest] = [three.slice(0, 1), three.slice(1)];
  if (hundreds === '0') return `ноль ${russianPair(rest)}`;
  const hundred = russianHundreds[Number(hundreds)]!;
  if (rest === '00') return hundred;
  return rest.startsWith('0') ? `${hundred} ${russianUnits[Number(rest[1])]!}` : `${hundred} ${russianPair(rest)}`;
}
