import { describe, expect, test } from 'vitest';
import { createSealKeys } from '../../electron/desk/seal/sealed-value.ts';

const keys = createSealKeys(Buffer.alloc(32, 1));
const [sum, leaf] = [Buffer.alloc(32, 2), Buffer.alloc(32, 3)];

describe('the seal of desk.db', () => {
  test.each([-1, 0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 7, Number.MAX_SAFE_INTEGER])(
    'says sum, last event and its place (%i) as they were closed',
    (at) => {
      expect(keys.open(keys.close({ sum, at, leaf }))).toEqual({ sum, at, leaf });
    },
  );

  test('does not open with another key, nor with any byte changed, and is never closed twice alike', () => {
    const value = keys.close({ sum, at: 5, leaf });
    expect(createSealKeys(Buffer.alloc(32, 9)).open(value)).toBeNull();
    for (let at = 0; at < value.length; at += 1) {
      const spoilt = Buffer.from(value);
      spoilt[at]! ^= 1;
      expect(keys.open(spoilt)).toBeNull();
    }
    expect(keys.close({ sum, at: 5, leaf })).not.toEqual(value);
  });
});
