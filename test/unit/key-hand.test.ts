import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerTo } from '../../electron/vault/key-hand.ts';
import { keyAnswer, keyQuestion } from '../../shared/contract/vault.ts';
import { readAs } from '../../shared/read-as.ts';

const handed = { account: '0b0f1c7e-8a1d-4f6e-9a55-0a3c5ce7a001', key: new Uint8Array(32).fill(9) };
const asked = (publicKey: Uint8Array) => answerTo({ type: 'key-wanted', publicKey }, handed);
const form = { type: 'spki', format: 'der' } as const;
const x25519 = new Uint8Array(generateKeyPairSync('x25519').publicKey.export(form));
const ofLowOrder = x25519.with(-1, 0).fill(0, x25519.length - 32);

test.each([
  ['bytes that are no key', new Uint8Array(32)],
  ['no bytes', new Uint8Array(0)],
  ['a key that signs', new Uint8Array(generateKeyPairSync('ed25519').publicKey.export(form))],
  ['a key of another curve', new Uint8Array(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export(form))],
  ['a key with which anything would be agreed on', ofLowOrder],
])('a question for a key that holds %s gets no answer, and nothing fails over it', (_what, publicKey) => {
  expect(asked(publicKey)).toBeNull();
});

test('what travels for a key is as short as keys are', () => {
  const answer = asked(x25519);
  expect(readAs(keyAnswer, answer).success).toBe(true);
  expect(readAs(keyAnswer, { ...answer, box: new Uint8Array(1000) }).success).toBe(false);
  expect(readAs(keyAnswer, { ...answer, publicKey: new Uint8Array(1000) }).success).toBe(false);
  expect(readAs(keyQuestion, { type: 'key-wanted', publicKey: new Uint8Array(1000) }).success).toBe(false);
});
