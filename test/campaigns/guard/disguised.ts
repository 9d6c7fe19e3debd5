import fc from 'fast-check';
import { cardNumber, disguises } from '../../support/disguises.ts';

/** A note in which a card number hides: its place in the text, or the fields over which it is split. */
export type Disguised = { disguise: string; number: string } & (
  { text: string; from: number; to: number; fields?: never } | { fields: readonly string[]; text?: never }
);

const before = fc.constantFrom(
  ...['', 'card ', 'карта: ', 'Клиент продиктовал ', 'see (', '«', 'order 4471, card ', 'заказ № 12 на карту '],
  ...['call back at 15:30, ', 'тел. 8 903 123-45-67, карта ', '05.10.2026 оплата ', 'PAN=', '1) '],
);
const after = fc.constantFrom(
  ...[
    '',
    ' thanks',
    ' спасибо',
    ').',
    '!',
    ' exp 12/27',
    ', 12/27',
    '\nзаказ 7781',
    ' CVV',
    '», до 12.27',
    ' / Ivan Petrov',
  ],
);

const within = Object.entries(disguises).map(([disguise, write]) =>
  cardNumber.chain((number) =>
    fc.tuple(before, write(number), after).map(([head, written, tail]): Disguised => ({
      ...{ disguise, number, text: head + written + tail },
      ...{ from: head.length, to: head.length + written.trimEnd().length },
    })),
  ),
);

/** The halves of a number in text, reference and tags: at an edge of their field or line, or beside the word card. */
const split = cardNumber.chain((number) =>
  fc.tuple(fc.integer({ min: 3, max: number.length - 3 }), fc.nat(5)).map(([cut, shape]): Disguised => {
    const [one, other] = [number.slice(0, cut), number.slice(cut)];
    const spaced = (digits: string, gap: string) => (digits.match(/.{1,4}/g) ?? []).join(gap);
    const fields = [
      [`клиент назвал ${one}`, other, ''],
      [spaced(other, ' '), 'order', one],
      [`карта ${one} и так далее`, '', other],
      [`${other}\nспасибо`, spaced(one, '-'), ''],
      ['перезвонить в 15:30', one, other],
      [`visa: ${spaced(one, ' ')}, остальное в метке`, '', spaced(other, ' ')],
    ][shape]!;
    return { disguise: 'split over two fields', number, fields };
  }),
);

/** The closed list of disguises (docs/guard.md); each is drawn as often as any other. */
export const disguisedKinds: readonly fc.Arbitrary<Disguised>[] = [...within, split];
