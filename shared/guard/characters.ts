/**
 * What one code point is to the guard. A digit is its value 0 to 9, a number in one character ("⑪") its value above
 * `several`; the others are the constants below.
 */
export const separator = 10;
export const letter = 11;
/** Nothing a reader sees: zero-width characters, soft hyphens, marks on top of a digit (as in keycap emoji). */
export const invisible = 12;
/** Characters that are read as two digits: 10 to 99 above this. */
export const several = 128;
export const unknown = 255;

/** What is known of each code unit so far; filled as characters are met. */
export const basicPlane = new Uint8Array(0x10000).fill(unknown);
const beyond = new Map<number, number>();

/** Numbers in circles that are category No and that NFKC leaves: where 1 to 10, and where 11 to 20 stand. */
const circledToTen = [0x2776, 0x2780, 0x278a, 0x24f5];
const circledFromEleven = 0x24eb;
const circledZeros = [0x24ff, 0x1f10b, 0x1f10c];

/** @param codePoint a Unicode code point; lone surrogates count as separators. */
export function classOf(codePoint: number): number {
  if (codePoint < 0x10000 && !isSurrogate(codePoint)) {
    const known = basicPlane[codePoint] ?? unknown;
    if (known !== unknown) return known;
    return (basicPlane[codePoint] = classify(codePoint));
  }
  const known = beyond.get(codePoint);
  if (known !== undefined) return known;
  const fresh = classify(codePoint);
  beyond.set(codePoint, fresh);
  return fresh;
}

/** Never kept for a unit alone: what it is depends on the other half. */
const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint < 0xe000;

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/\p{Nd}/u.test(character)) return digitValue(codePoint);
  if (/[\p{M}\p{Cf}\u3164\uffa0\u115f\u1160\u2800]/u.test(character)) return invisible;
  if (/\p{No}/u.test(character)) return otherDigit(codePoint, character);
  return /[\p{L}\p{N}]/u.test(character) ? letter : separator;
}

/** Unicode keeps decimal digits in ascending runs of ten: the place within the run is the value. */
function digitValue(codePoint: number): number {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before++;
  return before % 10;
}

/** Superscripts, subscripts, numbers in circles, in parentheses and with a full stop or comma ("⑪", "⑾", "⒒", "🄂"). */
function otherDigit(codePoint: number, character: string): number {
  const plain = /^\(?(\d{1,2})[).,]?$/.exec(character.normalize('NFKC'))?.[1];
  if (plain !== undefined) return numberClass(Number(plain));
  if (circledZeros.includes(codePoint)) return 0;
  const first = circledToTen.find((start) => codePoint >= start && codePoint < start + 10);
  if (first !== undefined) return numberClass(codePoint - first + 1);
  if (codePoint >= circledFromEleven && codePoint < circledFromEleven + 10)
    return numberClass(codePoint - circledFromEleven + 11);
  return letter;
}

const numberClass = (value: number): number => (value < 10 ? value : several + value);
