/** Test numbers that schemes and payment providers publish; none of them belongs to anybody. */
export const publishedNumbers = [
  // Visa
  '4111111111111111',
  '4242424242424242',
  '4012888888881881',
  '4000056655665556',
  '4222222222222',
  '4988438843884305',
  // Mastercard, both ranges
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '2223003122003222',
  '2223000048410010',
  '2720990000000007',
  // American Express
  '378282246310005',
  '371449635398431',
  '343434343434343',
  // Discover
  '6011111111111117',
  '6011000990139424',
  '6445644564456445',
  // Diners Club
  '30569309025904',
  '38520000023237',
  '36227206271667',
  '3056930009020004',
  // JCB
  '3530111333300000',
  '3566002020360505',
  '3569990010095841',
  // UnionPay
  '6200000000000005',
  '6205500000000000004',
  '6243030000000001',
  // Maestro
  '6759649826438453',
  '6771798021000008',
  '5018000000000009',
  '6304000000000000',
  // Mir
  '2200000000000004',
  '2202474301322987',
  '2201382000000013',
] as const;

/** Luhn by the book (ISO/IEC 7812-1, annex B), written apart from the guard's. */
export function checkDigitFits(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Prefixes and lengths as Wikipedia's table of issuer identification numbers has them, of the schemes above. */
export const publishedRanges: { prefix: () => string[]; lengths: number[] }[] = [
  { prefix: () => ['4'], lengths: [13, 16, 19] },
  { prefix: () => ['51', '52', '53', '54', '55', ...span(2221, 2720)], lengths: [16] },
  { prefix: () => ['34', '37'], lengths: [15] },
  { prefix: () => span(2200, 2204), lengths: [16, 17, 18, 19] },
  { prefix: () => ['6011', '65', ...span(644, 649)], lengths: [16, 17, 18, 19] },
  { prefix: () => ['36'], lengths: [14, 15, 16, 17, 18, 19] },
  { prefix: () => ['38', '39', '3095', ...span(300, 305)], lengths: [16, 17, 18, 19] },
  { prefix: () => span(3528, 3589), lengths: [16, 17, 18, 19] },
  { prefix: () => ['62'], lengths: [16, 17, 18, 19] },
  { prefix: () => ['5018', '5020', '5038', '5893', '6304', '6759', '6761', '6762', '6763'], lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
];

function span(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** Whether digits are a card number by the tables above. */
export const isPublishedCard = (digits: string): boolean =>
  checkDigitFits(digits) &&
  publishedRanges.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix().some((one) => digits.startsWith(one)));
