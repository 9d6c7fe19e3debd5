import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openCheckpoint, signCheckpoint, verifierKey } from '../../shared/chain/checkpoint.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'jwk' }).x ?? '';
const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
const root = new Uint8Array(32).fill(7);
const note = signCheckpoint({ origin: 'central/a', size: 42, root }, key, (bytes) => sign(null, bytes, privateKey));

describe('a signed checkpoint', () => {
  it('is three lines of text, an empty line and one signature line', () => {
    expect(note).toMatch(
      /^central\/a\n42\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n— central\/a [A-Za-z0-9+/]{91}=\n$/,
    );
  });

  it('opens for its origin and key alone', () => {
    expect(openCheckpoint(note, 'central/a', key)).toEqual({
      ok: true,
      value: { origin: 'central/a', size: 42, root },
    });
    expect(openCheckpoint(note, 'central/b', key)).toEqual({ ok: false, code: 'wrong-origin' });
    expect(openCheckpoint(note, 'central/a', other)).toEqual({ ok: false, code: 'wrong-key' });
  });

  it('does not open once its size, root or signature is changed', () => {
    for (const changed of [note.replace('42', '43'), note.replace('Bwc', 'Bwd'), note.slice(0, -12) + 'AAAAAAAAAA=\n'])
      expect(openCheckpoint(changed, 'central/a', key).ok).toBe(false);
    expect(openCheckpoint('', 'central/a', key)).toEqual({ ok: false, code: 'malformed' });
  });

  it('names its key as the verifiers of signed notes expect it', () => {
    // The key of the example in Go's sumdb/note package.
    const published = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const raw = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1);
    expect(verifierKey('PeterNeumann', raw.toString('base64url'))).toBe(published);
  });
});
