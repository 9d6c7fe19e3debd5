import fc from 'fast-check';
import { checkDigitFits, publishedNumbers, publishedRanges } from '../vectors/cards.ts';

/** The closed list of disguises that the guard promises to see through. */

/** What may stand between two digits: at most two characters. */
const separators = [
  ' ',
  '\u00a0',
  '\u2009',
  '\t',
  '-',
  '\u2010',
  '\u2013',
  '\u2014',
  '\u2212',
  '.',
  ',',
  '/',
  '\\',
  '_',
  '*',
  '|',
  '·',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\n',
  '\r\n',
];
const digitSets = ['0', '٠', '۰', '०', '০', '０', '𝟎', '𝟘', '𝟢', '𝟬', '𝟶'].map((zero) =>
  Array.from({ length: 10 }, (_, digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + digit)),
);
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
  fc.constantFrom<string>(...publishedNumbers),
  fc
    .record({ range: fc.constantFrom(...publishedRanges), pick: fc.nat(), length: fc.nat(), digits: digitsOf(19, 19) })
    .map(({ range, pick, length, digits }) => {
      const prefixes = range.prefix();
      const wanted = range.lengths[length % range.lengths.length]!;
      const body = `${prefixes[pick % prefixes.length]!}${digits}`.slice(0, wanted - 1);
      return body + [...'0123456789'].find((digit) => checkDigitFits(body + digit))!;
    }),
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

const separator = fc.oneof(
  fc.constantFrom(...separators),
  fc.tuple(fc.constantFrom(...separators), fc.constantFrom(...separators)).map((two) => two.join('')),
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
