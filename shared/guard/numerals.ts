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
/** Code units that a number word can begin with: nearly every word of a text is ruled out by its first letter. */
const firstUnits = new Set(
  [...numerals.keys()].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]),
);

/** The numeral that the word between two indices is, if it is one. */
export function numeralAt(text: string, from: number, to: number): Numeral | undefined {
  if (to - from > longestWord || !firstUnits.has(text.charCodeAt(from))) return undefined;
  return numerals.get(text.slice(from, to).toLowerCase().replace('ё', 'е'));
}
