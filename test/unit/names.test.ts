import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUsername, tidy } from '../../electron/vault/accounts/names.ts';
import { readNames } from '../../electron/vault/gate/names-given.ts';

describe('usernames', () => {
  it.each([
    ['Olga', 'olga'],
    ['  OLGA  ', 'olga'],
    ['\u041e\u041b\u042c\u0413\u0410', '\u043e\u043b\u044c\u0433\u0430'],
    ['\uff2f\uff2c\uff27\uff21', 'olga'],
    ['ol\u200bga', 'olga'],
    ['STRASSE', 'strasse'],
    ['stra\u00dfe', 'strasse'],
    ['\u0438\u0306', '\u0439'],
    ['anna   k', 'anna k'],
    ['\u200d', ''],
  ])('%j is %j', (typed, canonical) => {
    expect(canonicalUsername(typed)).toBe(canonical);
  });

  it('have one form only: making it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const once = canonicalUsername(typed);
        return canonicalUsername(once) === once;
      }),
    );
  });
});

it('names keep their letters and lose what cannot be seen', () => {
  expect(tidy(' Anna\u0000\u200b  Kuznetsova\n')).toBe('Anna Kuznetsova');
});

describe('the names of a person', () => {
  const given = { name: 'Anna Kuznetsova', username: 'anna', team: 'Billing' };
  const refused = { ok: false, code: 'card-data', detail: { kind: 'card-number' } };

  it('are kept in their one form', () => {
    expect(readNames({ ...given, name: ' Anna  Kuznetsova', username: 'ANNA' })).toEqual({ ok: true, value: given });
  });

  it.each([
    ['as it is typed', { team: '4111 1111 1111 1111' }],
    ['that only the kept form has', { username: '41111111\u0001\u0002\u0003\u000411111111' }],
    ['whose characters are several digits', { username: '4⑪⑪⑪⑪⑪⑪⑪1' }],
    ['split over two of them', { username: '41111111', team: '11111111' }],
  ])('hold no card number %s', (_name, typed) => {
    expect(readNames({ ...given, ...typed })).toMatchObject(refused);
  });
});
