import {
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { keyAnswer, keyQuestion, type KeyAnswer } from '../../shared/contract/vault.ts';
import type { Port } from '../../shared/port.ts';
import { readAs } from '../../shared/read-as.ts';
import { fields } from './crypto/bytes.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { open, seal } from './crypto/sealed-box.ts';

/** A person's user key on its way from one process to another. */
export type HandedKey = { account: string; key: Uint8Array };

/**
 * Asks whoever is at the other end for a user key. It comes sealed for this one answer: what is said on a port may lie
 * in Chromium's browser process until the port has reached its end, and stays in that process's memory (design,
 * section 2: main holds no key).
 * @returns null when what came is no key that was sealed for this question, or the port was closed.
 */
export function askForKey(giver: Port): Promise<HandedKey | null> {
  const own = generateKeyPairSync('x25519');
  const question = spki(own.publicKey);
  return new Promise((resolve) => {
    giver.onMessage((message) => {
      const read = readAs(keyAnswer, message);
      resolve(read.success ? unseal(own.privateKey, question, read.data) : null);
    });
    giver.onClose(() => {
      resolve(null);
    });
    giver.post({ type: 'key-wanted', publicKey: question });
  });
}

/** Answers the one question that comes for it; resolves when the key is given. */
export function giveKey(taker: Port, handed: HandedKey): Promise<void> {
  return new Promise((resolve) => {
    let given = false;
    taker.onMessage((message) => {
      const answer = given ? null : answerTo(message, handed);
      if (!answer) return;
      given = true;
      taker.post(answer);
      resolve();
    });
  });
}

/** A hand-over with oneself, of a key that is drawn for it: the first one of a program takes far longer than the next. */
export function rehearseHandOver(): Promise<HandedKey | null> {
  let hear: (message: unknown) => void = () => undefined;
  return askForKey({
    post: (question) => {
      hear(answerTo(question, { account: randomUUID(), key: new Uint8Array(randomBytes(32)) }));
    },
    onMessage: (listener) => (hear = listener),
    onClose: () => undefined,
    close: () => undefined,
  });
}

/** The answer to a question for a key; null: it is none, or none that anything can be sealed for. */
export function answerTo(message: unknown, { account, key }: HandedKey): KeyAnswer | null {
  const read = readAs(keyQuestion, message);
  if (!read.success) return null;
  const question = read.data.publicKey;
  const own = generateKeyPairSync('x25519');
  const publicKey = spki(own.publicKey);
  try {
    const box = seal(sealKey(own.privateKey, question, question, publicKey), key, fields('user-key/hand', account));
    return { type: 'user-key', account, publicKey, box: new Uint8Array(box) };
  } catch {
    // Bytes that are no public key, or one of another curve.
    return null;
  }
}

function unseal(own: KeyObject, question: Uint8Array, { account, publicKey, box }: KeyAnswer): HandedKey | null {
  try {
    const key = open(sealKey(own, publicKey, question, publicKey), box, fields('user-key/hand', account));
    return key && { account, key };
  } catch {
    // Bytes that are no public key.
    return null;
  }
}

/** X25519 (RFC 7748), then HKDF over both public keys. */
function sealKey(own: KeyObject, others: Uint8Array, question: Uint8Array, answer: Uint8Array): Uint8Array {
  const publicKey = createPublicKey({ key: Buffer.from(others), type: 'spki', format: 'der' });
  const secret = new Uint8Array(diffieHellman({ privateKey: own, publicKey }));
  return deriveKey(secret, 'user-key/hand', fields(question, answer));
}

const spki = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
