/** Digits and numbers as people say them, in English and Russian. */
export type Numeral =
  | { kind: 'zero' | 'unit' | 'teen' | 'tens' | 'hundreds'; value: number }
  /** "four hundred", "four thousand": multiplies what stands before. */
  | { kind: 'times'; value: 100 | 1000 }
  /** "double one", "triple one". */
  | { kind: 'repeat'; value: 2 | 3 }
  | { kind: 'and'; value: 0 };

const numerals = new Map<string, Numeral>();

const add = (kind: Numeral['kind'], value: number, words: string) => {
  for (const word of words.split(' ')) numerals.set(word, { kind, value } as Numeral);
};
const addAll = (kind: Numeral['kind'], first: number, step: number, list: string[]) => {
  list.forEach((words, index) => {
    add(kind, first + index * step, words);
  });
};

add('zero', 0, 'zero oh o nought naught null ноль нуль ноля нуля нолик');
addAll('unit', 1, 1, ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']);
addAll('unit', 1, 1, [
  'один одна одно единица единичка',
  'два две двойка двоечка',
  'три тройка троечка',
  'четыре четверка',
  'пять пятерка пятерочка',
  'шесть шестерка',
  'семь семерка',
  'восемь восьмерка',
  'девять девятка',
]);
addAll('teen', 10, 1, ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen']);
addAll('teen', 18, 1, ['eighteen', 'nineteen']);
addAll('teen', 10, 1, ['десять', 'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать']);
addAll('teen', 16, 1, ['шестнадцать', 'семнадцать', 'восемнадцать', 'девятнадцать']);
addAll('tens', 20, 10, ['twenty', 'thirty', 'forty fourty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']);
addAll('tens', 20, 10, ['двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят']);
add('tens', 90, 'девяносто');
addAll('hundreds', 100, 100, ['сто', 'двести', 'триста', 'четыреста', 'пятьсот', 'шестьсот', 'семьсот', 'восемьсот']);
add('hundreds', 900, 'девятьсот');
add('times', 100, 'hundred');
add('times', 1000, 'thousand тысяча тысячи тысяч');
add('repeat', 2, 'double дважды');
add('repeat', 3, 'triple трижды');
add('and', 0, 'and');

const longestWord = Math.max(...[...numerals.keys()].map((word) => word.length));

/** The letters of number words by their code units in either case: 1, 2 … for each letter, 0 for what is in none. */
const letters = new Uint8Array(0x460);
const alphabet = [...new Set([...numerals.keys()].join(''))];
alphabet.forEach((one, index) => {
  for (const unit of [one, one.toUpperCase()]) letters[unit.charCodeAt(0)] = index + 1;
});
letters['ё'.charCodeAt(0)] = letters['Ё'.charCodeAt(0)] = letterAt('е', 0);

/** How long number words are that begin with these two letters: bit n for n letters. */
const lengthsByBeginning = new Int32Array((alphabet.length + 1) ** 2);
for (const word of numerals.keys()) {
  const beginning = beginningAt(word, 0, word.length);
  lengthsByBeginning[beginning] = (lengthsByBeginning[beginning] ?? 0) | (1 << word.length);
}

/** The numeral that the word between two indices is, if it is one. */
export function numeralAt(text: string, from: number, to: number): Numeral | undefined {
  // Nearly every word of a text is ruled out by its beginning and its length.
  if (to - from > longestWord) return undefined;
  if (((lengthsByBeginning[beginningAt(text, from, to)] ?? 0) & (1 << (to - from))) === 0) return undefined;
  return numerals.get(text.slice(from, to).toLowerCase().replace('ё', 'е'));
}

/** The first two letters of a word as one number. */
function beginningAt(text: string, from: number, to: number): number {
  const second = to - from > 1 ? letterAt(text, from + 1) : 0;
  return letterAt(text, from) * (alphabet.length + 1) + second;
}

function letterAt(text: string, index: number): number {
  return letters[text.charCodeAt(index)] ?? 0;
}
