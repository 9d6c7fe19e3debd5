/**
 * Issuer ranges of payment cards and the lengths that each issues (ISO/IEC 7812-1, the schemes' own BIN tables and the
 * table of Wikipedia's "Payment card number"; docs/guard.md lists what is left out and why). Ranges that are published
 * with more than four digits are taken whole by their first four.
 * A number counts as card data only where prefix, length and Luhn all agree: Luhn alone refuses every tenth order.
 */
type Issuer = { scheme: string; from: number; to: number; lengths: readonly number[] };

const upTo19 = [16, 17, 18, 19];
const maestroShort = [12, 13, 14, 15];

/** `from` and `to` are prefixes of equal width, both included. */
const issuers: readonly Issuer[] = [
  { scheme: 'visa', from: 4, to: 4, lengths: [13, 16, 18, 19] },
  { scheme: 'mastercard', from: 51, to: 55, lengths: [16] },
  { scheme: 'mastercard', from: 2221, to: 2720, lengths: [16] },
  { scheme: 'mir', from: 2200, to: 2204, lengths: upTo19 },
  { scheme: 'amex', from: 34, to: 34, lengths: [15] },
  { scheme: 'amex', from: 37, to: 37, lengths: [15] },
  { scheme: 'diners', from: 30, to: 30, lengths: [14, 15, ...upTo19] },
  { scheme: 'diners', from: 36, to: 36, lengths: [14, 15, ...upTo19] },
  { scheme: 'diners', from: 38, to: 39, lengths: [14, 15, ...upTo19] },
  { scheme: 'jcb', from: 3528, to: 3589, lengths: upTo19 },
  { scheme: 'jcb', from: 2131, to: 2131, lengths: [15] },
  { scheme: 'jcb', from: 1800, to: 1800, lengths: [15] },
  { scheme: 'discover', from: 6011, to: 6011, lengths: upTo19 },
  { scheme: 'discover', from: 644, to: 649, lengths: upTo19 },
  { scheme: 'discover', from: 65, to: 65, lengths: upTo19 },
  { scheme: 'rupay', from: 60, to: 60, lengths: [16] },
  { scheme: 'ukrcard', from: 6040, to: 6042, lengths: upTo19 },
  { scheme: 'rupay', from: 82, to: 82, lengths: [16] },
  { scheme: 'unionpay', from: 62, to: 62, lengths: upTo19 },
  { scheme: 'unionpay', from: 81, to: 81, lengths: upTo19 },
  { scheme: 'china t-union', from: 31, to: 31, lengths: [19] },
  { scheme: 'gpn', from: 1946, to: 1946, lengths: [16, 18, 19] },
  { scheme: 'gpn', from: 60, to: 61, lengths: [16, 18, 19] },
  { scheme: 'napas', from: 9704, to: 9704, lengths: [16, 19] },
  { scheme: 'borica', from: 2205, to: 2205, lengths: upTo19 },
  { scheme: 'uatp', from: 1, to: 1, lengths: [15] },
  // Maestro's whole range at the lengths in use; the short ones only under prefixes that were ever issued so short,
  // because twelve digits are also a Russian taxpayer's number.
  { scheme: 'maestro', from: 50, to: 50, lengths: upTo19 },
  { scheme: 'maestro', from: 56, to: 58, lengths: upTo19 },
  { scheme: 'maestro', from: 63, to: 63, lengths: upTo19 },
  { scheme: 'maestro', from: 67, to: 67, lengths: upTo19 },
  { scheme: 'maestro', from: 5018, to: 5018, lengths: maestroShort },
  { scheme: 'maestro', from: 5020, to: 5020, lengths: maestroShort },
  { scheme: 'maestro', from: 5038, to: 5038, lengths: maestroShort },
  { scheme: 'maestro', from: 5893, to: 5893, lengths: maestroShort },
  { scheme: 'maestro', from: 6304, to: 6304, lengths: maestroShort },
  { scheme: 'maestro', from: 6759, to: 6759, lengths: maestroShort },
  { scheme: 'maestro', from: 6761, to: 6763, lengths: maestroShort },
  { scheme: 'maestro', from: 6767, to: 6767, lengths: maestroShort },
  { scheme: 'uzcard', from: 8600, to: 8600, lengths: [16] },
  { scheme: 'arca', from: 9051, to: 9051, lengths: [16] },
  { scheme: 'belkart', from: 9112, to: 9112, lengths: [16] },
  { scheme: 'elcart', from: 9417, to: 9417, lengths: [16] },
  { scheme: 'troy', from: 9792, to: 9792, lengths: [16] },
  { scheme: 'prostir', from: 9804, to: 9804, lengths: [16] },
  { scheme: 'humo', from: 9860, to: 9860, lengths: [16] },
];

export const shortestNumber = 12;
export const longestNumber = 19;

/** Bit n of an entry: a number of n digits may begin with these four. Filled once from the table above. */
const lengthsByPrefix = new Int32Array(10_000);
for (const { from, to, lengths } of issuers) {
  const unit = 10 ** (4 - String(from).length);
  const bits = lengths.reduce((sum, length) => sum | (1 << length), 0);
  for (let prefix = from * unit; prefix < (to + 1) * unit; prefix++) {
    lengthsByPrefix[prefix] = (lengthsByPrefix[prefix] ?? 0) | bits;
  }
}

/**
 * @param prefix the first four digits as a number, 0 to 9999
 * @returns the lengths that an issuer has there: bit n for n digits.
 */
export const lengthsIssued = (prefix: number): number => lengthsByPrefix[prefix] ?? 0;

/** Whether a number that begins with these digits (four or more) and goes on can still become one that is issued. */
export function canGrow(digits: string): boolean {
  const bits = lengthsIssued(Number(digits.slice(0, 4)));
  return digits.length < longestNumber && bits >> (digits.length + 1) !== 0;
}
