/**
 * Test numbers that schemes and payment providers publish; none of them belongs to anybody. Those of several schemes:
 * PAYONE ("Test data"), Access PaySuite ("Test card details"), Adyen ("Test card, point of sale"), PayPal ("Test
 * credit card account numbers").
 */
export const publishedNumbers = [
  // Visa
  '4111111111111111',
  '4242424242424242',
  '4012888888881881',
  '4000056655665556',
  '4222222222222',
  '4988438843884305',
  '4111141011111111116',
  '4543059790016721',
  '4917610000000000',
  '4444333322221111',
  // Mastercard, both ranges
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '2223003122003222',
  '2223000048410010',
  '2720990000000007',
  '5500000000000004',
  '5413330089099999',
  '2308880000000000',
  // American Express
  '378282246310005',
  '371449635398431',
  '343434343434343',
  '340000000000009',
  '378734493671000',
  // Discover
  '6011111111111117',
  '6011000990139424',
  '6445644564456445',
  // Diners Club
  '30569309025904',
  '38520000023237',
  '36227206271667',
  '3056930009020004',
  '30000000000004',
  // JCB
  '3530111333300000',
  '3566002020360505',
  '3569990010095841',
  '3528000000000007',
  // UnionPay
  '6200000000000005',
  '6205500000000000004',
  '6243030000000001',
  // Maestro
  '6759649826438453',
  '6771798021000008',
  '5018000000000009',
  '6304000000000000',
  '5641820000000005',
  '5000000000000512',
  '6000070736169237003',
  '6799998900000099990',
  // Dankort, Switch, Bankcard
  '5019717010103742',
  '6331101999990016',
  '5610591081018250',
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

/** Prefixes of one width, both ends included, and the lengths that are issued under them. */
export type PublishedRange = { scheme: string; prefixes: readonly (readonly [number, number])[]; lengths: readonly number[] };

const to19 = [16, 17, 18, 19];
const from12 = [12, 13, 14, 15, ...to19];
const one = (...prefixes: number[]) => prefixes.map((prefix) => [prefix, prefix] as const);

/**
 * Issuer identification numbers as published in Wikipedia's "Payment card number" (table of July 2024, with the
 * networks that it lists as no longer active), and what payment libraries publish beyond it (braintree/credit-card-type:
 * Visa 18, JCB 2131 and 1800, UnionPay 81). The systems of Armenia, Belarus, Kyrgyzstan and Ukraine are not in
 * that table; their prefixes are those that the systems themselves name (arca.am, belkart.by, elcart.kg, prostir.gov.ua).
 */
export const publishedRanges: readonly PublishedRange[] = [
  { scheme: 'American Express', prefixes: one(34, 37), lengths: [15] },
  { scheme: 'Bankcard', prefixes: [...one(5610), [560221, 560225]], lengths: [16] },
  { scheme: 'BORICA', prefixes: one(2205), lengths: to19 },
  { scheme: 'China T-Union', prefixes: one(31), lengths: [19] },
  { scheme: 'China UnionPay', prefixes: one(62, 81), lengths: to19 },
  { scheme: 'Dankort', prefixes: one(5019, 4571), lengths: [16] },
  { scheme: 'Diners Club International', prefixes: one(30, 36, 38, 39), lengths: [14, 15, ...to19] },
  { scheme: 'Discover', prefixes: [...one(6011, 65), [644, 649], [622126, 622925]], lengths: to19 },
  { scheme: 'GPN', prefixes: [...one(1946, 50, 56, 58), [60, 63]], lengths: [16, 18, 19] },
  { scheme: 'Humo', prefixes: one(9860), lengths: [16] },
  { scheme: 'InstaPayment', prefixes: [[637, 639]], lengths: [16] },
  { scheme: 'InterPayment', prefixes: one(636), lengths: to19 },
  { scheme: 'JCB', prefixes: [[3528, 3589]], lengths: to19 },
  { scheme: 'JCB, old', prefixes: one(2131, 1800), lengths: [15] },
  { scheme: 'LankaPay', prefixes: one(357111), lengths: [16] },
  { scheme: 'Laser', prefixes: one(6304, 6706, 6709, 6771), lengths: to19 },
  { scheme: 'Maestro', prefixes: one(5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763), lengths: from12 },
  // Its historic blocks; that they were issued with 12 to 15 digits too is a promise that the guard does not make (docs/guard.md).
  { scheme: 'Maestro, blocks', prefixes: [...one(50, 63, 67), [56, 58]], lengths: to19 },
  // Published as 6759, 676770 and 676774; as with UkrCard below, four digits count whole.
  { scheme: 'Maestro UK', prefixes: one(6759, 6767), lengths: from12 },
  { scheme: 'Mastercard', prefixes: [[51, 55], [2221, 2720]], lengths: [16] },
  { scheme: 'Mir', prefixes: [[2200, 2204]], lengths: to19 },
  { scheme: 'Napas', prefixes: one(9704), lengths: [16, 19] },
  { scheme: 'NPS Pridnestrovie', prefixes: [[6054740, 6054744]], lengths: [16] },
  { scheme: 'RuPay', prefixes: one(60, 65, 81, 82, 508, 353, 356), lengths: [16] },
  { scheme: 'Solo', prefixes: one(6334, 6767), lengths: [16, 18, 19] },
  { scheme: 'Switch', prefixes: one(4903, 4905, 4911, 4936, 564182, 633110, 6333, 6759), lengths: [16, 18, 19] },
  { scheme: 'Troy', prefixes: one(65, 9792), lengths: [16] },
  { scheme: 'UATP', prefixes: one(1), lengths: [15] },
  // Published as 60400100 to 60420099.
  { scheme: 'UkrCard', prefixes: [[6040, 6042]], lengths: to19 },
  { scheme: 'UzCard', prefixes: one(8600, 5614), lengths: [16] },
  { scheme: 'Verve', prefixes: [[506099, 506198], [650002, 650027], [507865, 507964]], lengths: [16, 18, 19] },
  { scheme: 'Visa', prefixes: one(4), lengths: [13, 16, 18, 19] },
  { scheme: 'ArCa', prefixes: one(9051), lengths: [16] },
  { scheme: 'Belkart', prefixes: one(9112), lengths: [16] },
  { scheme: 'Elcart', prefixes: one(9417), lengths: [16] },
  { scheme: 'Prostir', prefixes: one(9804), lengths: [16] },
];

const begins = (digits: string, [from, to]: readonly [number, number]): boolean => {
  const prefix = Number(digits.slice(0, String(from).length));
  return prefix >= from && prefix <= to;
};

/** Whether digits are a card number by the tables above. */
export const isPublishedCard = (digits: string): boolean =>
  digits.length >= 12 &&
  digits.length <= 19 &&
  checkDigitFits(digits) &&
  publishedRanges.some(
    ({ prefixes, lengths }) => lengths.includes(digits.length) && prefixes.some((range) => begins(digits, range)),
  );
