/** What one code point is to the guard. A digit is its value 0 to 9; the others are the constants below. */
export const separator = 10;
export const letter = 11;
/** Nothing a reader sees: zero-width characters, soft hyphens, marks on top of a digit (as in keycap emoji). */
export const invisible = 12;
export const unknown = 255;

/** What is known of each code unit so far; filled as characters are met. */
export const basicPlane = new Uint8Array(0x10000).fill(unknown);
const beyond = new Map<number, number>();

/** Digits in circles and the like that are category No and that NFKC does not turn into digits. */
const dingbatDigits = [0x2776, 0x2780, 0x278a, 0x24f5];

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

/** Superscripts, subscripts, circled digits. */
function otherDigit(codePoint: number, character: string): number {
  const plain = character.normalize('NFKC');
  if (/^[0-9]$/.test(plain)) return Number(plain);
  if (codePoint === 0x24ff) return 0;
  const first = dingbatDigits.find((start) => codePoint >= start && codePoint < start + 9);
  return first === undefined ? letter : codePoint - first + 1;
}
