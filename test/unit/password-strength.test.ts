import { describe, expect, it } from 'vitest';
import { weaknessOf } from '../../electron/vault/gate/password-strength.ts';

const names = ['Anna Kuznetsova', 'anna.k', 'North desk'];

describe('a new password', () => {
  it.each([
    ['elevenchars', 'short'],
    ['пароль', 'short'],
    ['passwordpassword', 'pattern'],
    ['password123456', 'common'],
    ['парольпароль', 'pattern'],
    ['qwertyuiop[]', 'pattern'],
    ['йцукенгшщзхъ', 'pattern'],
    ['aaaaaaaaaaaaaaa', 'pattern'],
    ['abcdefghijklmnop', 'pattern'],
    ['my name is anna.k ok', 'contains-name'],
    ['KUZNETSOVA rides', 'contains-name'],
    ['at the north desk', 'contains-name'],
  ])('%s is refused: %s', async (password, reason) => {
    expect(await weaknessOf(password, names)).toBe(reason);
  });

  it.each(['green paper boats drift', 'зелёные лодки плывут', 'Tq7-vv0!kP2z'])(
    '%s will do, without asking for digits or signs',
    async (password) => {
      expect(await weaknessOf(password, names)).toBeNull();
    },
  );
});
