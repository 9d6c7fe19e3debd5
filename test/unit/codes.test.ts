import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../electron/vault/crypto/base32.ts';
import { utf8 } from '../../electron/vault/crypto/bytes.ts';
import { makeLongCode, parseLongCode, type LongCodeKind } from '../../electron/vault/crypto/long-code.ts';
import { codeAt, makeTotpSecret, stepAt, stepsOfCode, totpForApp } from '../../electron/vault/crypto/totp.ts';
import { totpVectors } from '../vectors/totp.ts';

describe('codes from the phone', () => {
  it.each(totpVectors)('are those of RFC 6238 at $seconds s', ({ seconds, code }) => {
    const secret = utf8('12345678901234567890');
    expect(codeAt(secret, stepAt(seconds * 1000))).toBe(code.slice(2));
  });

  it('are taken one step early and one step late, not two', () => {
    const secret = makeTotpSecret();
    const now = Date.UTC(2026, 9, 5, 8, 0, 10);
    const step = stepAt(now);
    for (const offset of [-1, 0, 1])
      expect(stepsOfCode(secret, codeAt(secret, step + offset), now)).toContain(step + offset);
    for (const offset of [-2, 2]) {
      expect(stepsOfCode(secret, codeAt(secret, step + offset), now)).not.toContain(step + offset);
    }
    expect(stepsOfCode(secret, '12345', now)).toEqual([]);
  });

  it('come from a secret that the app reads from a standard URI or that one types', () => {
    const { uri, secret } = totpForApp(utf8('12345678901234567890'), 'North desk', 'anna');
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const read = new URL(uri);
    expect(read.protocol).toBe('otpauth:');
    expect(read.host).toBe('totp');
    expect(decodeURIComponent(read.pathname)).toBe('/North desk:anna');
    expect(read.searchParams.get('secret')).toBe(secret);
    expect(read.searchParams.get('issuer')).toBe('North desk');
  });

  it('are written in the Base32 of RFC 4648', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(utf8(text)))).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
  });
});

describe('codes on paper', () => {
  const kinds: LongCodeKind[] = ['enrolment', 'recovery', 'kit'];

  it('carry at least 64 bits, the owner\u2019s kit 128', () => {
    expect(makeLongCode('enrolment')).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(makeLongCode('recovery').replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(64);
    expect(makeLongCode('kit').replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(128);
  });

  it('never repeat and use no sign that is mistaken for another', () => {
    const codes = Array.from({ length: 500 }, () => makeLongCode('recovery'));
    expect(new Set(codes).size).toBe(500);
    expect(codes.join('')).not.toMatch(/[ILOU]/);
  });

  it('are understood however they are typed: case, spaces, no dashes, O for 0, I and L for 1', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), (kind) => {
        const code = makeLongCode(kind);
        const plain = code.replaceAll('-', '');
        const typed = [
          code,
          plain,
          code.toLowerCase(),
          ` ${code.replaceAll('-', '  ')} `,
          code.replaceAll('-', '\u2013'),
          plain.replaceAll('0', 'O').replaceAll('1', 'l'),
          plain.replaceAll('1', 'I'),
        ];
        return typed.every((text) => parseLongCode(kind, text) === plain);
      }),
    );
  });

  it('are understood when the keyboard was in Russian', () => {
    expect(parseLongCode('enrolment', '7\u043b3\u044c-\u04392\u0447\u0446-\u0444\u0438\u0441\u0432-1234')).toBe(
      '7K3MQ2XWABCD1234',
    );
  });

  it('that cannot be codes are refused', () => {
    for (const text of ['', '1234', 'UUUU-UUUU-UUUU-UUUU', 'A'.repeat(17)]) {
      expect(parseLongCode('enrolment', text)).toBeNull();
    }
  });
});
