const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const onSameKey = new Map([...russian].map((letter, index) => [letter, latin.charAt(index)]));

/** What the same keys would have written in the Latin layout: for codes and passwords typed in ЙЦУКЕН. Lower case. */
export function asTypedInLatin(text: string): string {
  return [...text.toLowerCase()].map((letter) => onSameKey.get(letter) ?? letter).join('');
}
