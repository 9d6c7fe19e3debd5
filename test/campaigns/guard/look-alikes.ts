import fc from 'fast-check';
import { digitsOf } from '../../support/disguises.ts';
import { isPublishedCard } from '../../vectors/cards.ts';

/** Numbers that a call-centre writes all day and that are no cards. Each kind is drawn as often as any other. */

const digit = (text: string) =>
  [...text].map((character) => (character === '#' ? digitsOf(1, 1) : fc.constant(character)));
/** A pattern in which each # is some digit. */
const like = (...patterns: string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...patterns).chain((pattern) => fc.tuple(...digit(pattern)).map((parts) => parts.join('')));
const after = (words: string[], number: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...words), number).map((parts) => parts.join(''));

const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .chain((date) => {
    const iso = date.toISOString();
    const [year, month, day] = iso.slice(0, 10).split('-');
    const compact = iso.replace(/\D/g, '');
    return fc.constantFrom(
      ...[iso, iso.replace('T', ' ').replace('Z', '456+03:00'), iso.slice(0, 19), compact.slice(0, 14), compact],
      ...[String(date.getTime()), `${date.getTime()}000`, String(Math.floor(date.getTime() / 1000))],
      ...[`${day}.${month}.${year} ${iso.slice(11, 19)}`, `${day}/${month}/${year}, ${iso.slice(11, 16)}`],
      `перезвонить ${day}.${month}.${year} ${iso.slice(11, 16)}-${iso.slice(14, 19)}`,
    );
  });

const phone = like(
  ...['+7 (###) ###-##-##', '8 (###) ###-##-##', '8 ### ### ## ##', '+7##########', '8-###-###-##-##', '8##########'],
  ...[
    '+1 (###) ###-####',
    '+44 #### ######',
    '+49 ### #######',
    '+375 ## ###-##-##',
    '+998 ## ### ## ##',
    '+86 1## #### ####',
  ],
);

const order = fc.oneof(
  after(['заказ ', 'order #', '№', 'ORD-2026-', ''], digitsOf(4, 20)),
  after(['заказ ', 'ticket '], like('######-####', '##-######-##', '2026/##/######', '####-##-####', '######/##')),
);

/** Taxpayers, insured people, registers, passports, banks: Russian documents as they are written. */
const document = fc.oneof(
  after(['ИНН '], digitsOf(12, 12)),
  after(['ИНН ', 'КПП ', 'БИК 04'], digitsOf(9, 10)),
  after(['ОГРН 1', 'ОГРНИП 3'], fc.oneof(digitsOf(12, 12), digitsOf(14, 14))),
  after(['СНИЛС '], like('###-###-### ##')),
  after(['паспорт '], like('## ## ######', '#### ######')),
  after(['полис ОМС '], digitsOf(16, 16)),
);

/** Balance accounts of the Bank of Russia's chart of accounts, with the currency in digits 6 to 8. */
const account = fc
  .tuple(
    fc.constantFrom('40817', '40702', '40802', '42301', '30101', '40820'),
    fc.constantFrom('810', '840', '978', '643', '156'),
    digitsOf(12, 12),
  )
  .map((parts) => parts.join(''))
  .chain((a) =>
    fc.constantFrom(
      a,
      a.match(/.{4}/g)!.join(' '),
      `${a.slice(0, 5)} ${a.slice(5, 8)} ${a.slice(8, 9)} ${a.slice(9, 13)} ${a.slice(13)}`,
      `р/с ${a}, к/с 30101810400000000225`,
    ),
  );

/** Some of ISO 13616's registry: n a digit, c a digit or letter, a a letter. */
const ibanForms = {
  ...{ DE: 'n18', GB: 'a4n14', FR: 'n10c11n2', ES: 'n20', IT: 'a1n10c12', NL: 'a4n10', BY: 'c4n4c16', KZ: 'n3c13' },
  ...{ PL: 'n24', CH: 'n5c12', TR: 'n6c16', LV: 'a4c13', LT: 'n16', EE: 'n16', GE: 'a2n16', AZ: 'a4c20', UA: 'n6c19' },
};
const sets = { n: '0123456789', a: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', c: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ' };
const iban = fc.constantFrom(...Object.entries(ibanForms)).chain(([country, form]) =>
  fc
    .tuple(
      ...[...form.matchAll(/([nac])(\d+)/g)].map(([, set, length]) =>
        fc.string({
          unit: fc.constantFrom(...sets[set as keyof typeof sets]),
          minLength: Number(length),
          maxLength: Number(length),
        }),
      ),
    )
    .map((parts) => withCheckDigits(country, parts.join('')))
    .chain((text) => fc.constantFrom(text, text.match(/.{1,4}/g)!.join(' '))),
);

function withCheckDigits(country: string, account: string): string {
  const numeric = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
  return `${country}${String(98n - (BigInt(numeric) % 97n)).padStart(2, '0')}${account}`;
}

const identifier = fc.oneof(
  fc.uuid(),
  fc.ipV4(),
  after(['IMEI '], like('35############', '86############', '01#############')),
  after(['трек ', 'RA', '1Z999AA1'], digitsOf(9, 14)),
  after(['штрихкод '], like('460##########', '2000#########')),
);

const amount = like('1 ### ###,## ₽', '## ### руб.', '$#,###.##', '### ### ###', '55.######, 37.######');

const pair = fc
  .tuple(
    fc.oneof(moment, phone, order),
    fc.constantFrom(', ', '; ', ' и ', '\n', ' / '),
    fc.oneof(phone, order, amount),
  )
  .map((parts) => parts.join(''));

/** @returns text, reference and tags of a note, each innocent by itself and together. */
const twoFields = fc.tuple(
  fc.oneof(after(['перезвонить '], moment), after(['заказ '], digitsOf(4, 10)), phone, fc.constant('спросить о счёте')),
  fc.oneof(digitsOf(4, 12), like('######-##', 'A-####/##')),
);

export type LookAlike = { kind: string; fields: readonly string[] };

const kinds: Record<string, fc.Arbitrary<string>> = {
  ...{ moment, phone, order, document, account, iban, identifier, amount, pair },
  'sixteen random digits': digitsOf(16, 16),
};

export const lookAlikeKinds: readonly fc.Arbitrary<LookAlike>[] = [
  ...Object.entries(kinds).map(([kind, texts]) => texts.map((text) => ({ kind, fields: [text] }))),
  twoFields.map((fields) => ({ kind: 'two fields', fields })),
];

/**
 * Whether some digits of a note are a card number by issuer, length and check digit, although nobody meant one: rows of
 * digits with nothing but marks between, or a row of one field with a row of another.
 */
export function isCardByChance(fields: readonly string[]): boolean {
  const rows = fields.map((text) => text.split(/\p{L}+/u).flatMap(joinedRows));
  return rows.some(
    (own, field) =>
      own.some(isPublishedCard) ||
      own.some((one) =>
        rows.some((others, at) => at !== field && others.some((other) => isPublishedCard(one + other))),
      ),
  );
}

function joinedRows(text: string): string[] {
  const rows = text.match(/\d+/g) ?? [];
  return rows.flatMap((_, from) => rows.slice(from).map((__, more) => rows.slice(from, from + more + 1).join('')));
}
