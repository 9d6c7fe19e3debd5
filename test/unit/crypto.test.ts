import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fields, fromBase64, sameBytes, toBase64, utf8 } from '../../electron/vault/crypto/bytes.ts';
import { deriveKey, hkdf, mac } from '../../electron/vault/crypto/derive-key.ts';
import { currentKdf, masterKey } from '../../electron/vault/crypto/master-key.ts';
import { decrypt, encrypt, open, seal } from '../../electron/vault/crypto/sealed-box.ts';
import { createRandomSupply } from '../../shared/random-supply.ts';
import { makeUserKey, unwrapUserKey, wrapUserKey } from '../../electron/vault/crypto/user-key.ts';
import { gcmVectors } from '../vectors/aes-256-gcm.ts';
import { argon2idVectors } from '../vectors/argon2id.ts';
import { hkdfVectors } from '../vectors/hkdf.ts';

const fromHex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('subkeys', () => {
  it.each(hkdfVectors)('HKDF-SHA-256 gives what RFC 5869 publishes ($length bytes)', (vector) => {
    const output = hkdf(fromHex(vector.key), fromHex(vector.salt), fromHex(vector.info), vector.length);
    expect(hex(output)).toBe(vector.output);
  });

  it('HMAC-SHA-256 gives what RFC 4231 publishes', () => {
    expect(hex(mac(fromHex('0b'.repeat(20)), 'Hi There'))).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
    expect(hex(mac(utf8('Jefe'), 'what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('another label or another context is another key', () => {
    const key = randomBytes(32);
    const keys = [deriveKey(key, 'a'), deriveKey(key, 'b'), deriveKey(key, 'a', 'b'), deriveKey(key, 'ab')].map(hex);
    expect(new Set(keys).size).toBe(4);
    expect(hex(deriveKey(key, 'a', 'b'))).toBe(keys[2]);
  });
});

describe('bound fields', () => {
  it('two different lists never become the same bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 5 }), fc.array(fc.string(), { maxLength: 5 }), (one, other) => {
        const same = one.length === other.length && one.every((part, index) => part === other[index]);
        return sameBytes(fields(...one), fields(...other)) === same;
      }),
    );
  });
});

describe('sealed boxes', () => {
  it.each(gcmVectors)('AES-256-GCM gives the published vectors, both ways ($sealed)', (vector) => {
    const [key, nonce, text, aad] = [vector.key, vector.nonce, vector.text, vector.aad].map(fromHex) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    expect(hex(encrypt(key, nonce, text, aad))).toBe(vector.sealed);
    expect(hex(decrypt(key, nonce, fromHex(vector.sealed), aad) ?? utf8('refused'))).toBe(vector.text);
  });

  it('one changed bit anywhere, another key or other additional data is refused', () => {
    const key = randomBytes(32);
    const box = seal(key, utf8('call back at noon'), utf8('note 1'));
    expect(open(key, box, utf8('note 1'))).toEqual(utf8('call back at noon'));
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const changed = Uint8Array.from(box);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open(key, changed, utf8('note 1'))).toBeNull();
    }
    expect(open(randomBytes(32), box, utf8('note 1'))).toBeNull();
    expect(open(key, box, utf8('note 2'))).toBeNull();
    for (let length = 0; length < box.length; length += 1) {
      expect(open(key, box.subarray(0, length), utf8('note 1'))).toBeNull();
    }
  });

  it('the same text is sealed differently each time', () => {
    const key = randomBytes(32);
    const boxes = Array.from({ length: 50 }, () => toBase64(seal(key, utf8('x'), utf8(''))));
    expect(new Set(boxes).size).toBe(50);
  });
});

describe('a supply of random bytes', () => {
  it('gives each piece once, and keeps none that it has given', () => {
    const next = createRandomSupply(12, 256);
    const pieces = Array.from({ length: 2_000 }, next);
    const before = pieces.map(hex);
    for (let more = 0; more < 2_000; more += 1) next().fill(0);
    expect(pieces.map(hex)).toEqual(before);
    expect(new Set(before).size).toBe(2_000);
    expect(pieces.every((piece) => piece.length === 12 && piece.buffer.byteLength === 12)).toBe(true);
    expect(pieces.filter((piece) => piece.every((byte) => byte === 0))).toEqual([]);
  });
});

describe('the key from a password', () => {
  it.each(argon2idVectors)('Argon2id gives the reference vector (t=$t, m=$m, $password, $salt)', async (vector) => {
    const kdf = { ...currentKdf, t: vector.t, m: vector.m };
    expect(hex(await masterKey(vector.password, utf8(vector.salt), kdf))).toBe(vector.output);
  });

  it('costs 64 MiB and three passes (RFC 9106, second choice)', () => {
    expect(currentKdf).toEqual({ algorithm: 'argon2id', version: 19, m: 64 * 1024, t: 3, p: 1 });
  });

  it('a password typed as composed or decomposed signs is the same password', async () => {
    const kdf = { ...currentKdf, m: 64, t: 1 };
    const salt = randomBytes(16);
    expect(await masterKey('\u0439\u00e9 long enough', salt, kdf)).toEqual(
      await masterKey('\u0438\u0306e\u0301 long enough', salt, kdf),
    );
  });
});

describe('the wrapped user key', () => {
  const account = '0192d3a4-0000-7000-8000-000000000001';
  const master = randomBytes(32);
  const device = randomBytes(32);
  const userKey = makeUserKey();
  const wrapped = wrapUserKey(userKey, master, device, account);

  it('opens with the password on its own device', () => {
    expect(unwrapUserKey(wrapped, master, device, account)).toEqual({ ok: true, value: userKey });
  });

  it('tells a wrong password from another device, another person and damage', () => {
    expect(unwrapUserKey(wrapped, randomBytes(32), device, account)).toEqual({ ok: false, code: 'password' });
    expect(unwrapUserKey(wrapped, master, randomBytes(32), account)).toEqual({ ok: false, code: 'device' });
    expect(unwrapUserKey(wrapped, master, device, account.replace('1', '2'))).toEqual({ ok: false, code: 'device' });
    expect(unwrapUserKey(wrapped.subarray(1), master, device, account)).toEqual({ ok: false, code: 'device' });
  });
});

it('Base64 gives bytes back as they were', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => sameBytes(fromBase64(toBase64(bytes)), bytes)));
});
