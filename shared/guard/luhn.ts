/** What a digit adds to a Luhn sum (ISO/IEC 7812-1, annex B) when it is doubled. */
export const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/**
 * The Luhn sum of digits that stand `after` places before the number's last digit.
 * @param digits ASCII digits
 */
export function luhnSum(digits: string, after = 0): number {
  let sum = 0;
  for (let index = digits.length - 1, place = after; index >= 0; index--, place++) {
    const digit = digits.charCodeAt(index) - 48;
    sum += place % 2 === 1 ? (doubled[digit] ?? 0) : digit;
  }
  return sum;
}
