import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { signatureFits } from './ed25519.ts';

/** An Ed25519 key (RFC 8032) that signs: `secret` (base64url of the 32-byte seed) is for a keychain and nowhere else. */
export type SigningKey = {
  readonly secret: string;
  /** base64url of the raw 32-byte public key. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Buffer;
};

/** The PKCS #8 frame of an Ed25519 key (RFC 8410): fixed bytes, then the seed. */
const privateFrame = Buffer.from('302e020100300506032b657004220420', 'hex');
const keyBytes = 32;
const signatureBytes = 64;

export function createSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-keyBytes);
  return keyOf(seed.toString('base64url'), privateKey);
}

/** @returns null when the text is not a seed of 32 bytes. */
export function readSigningKey(secret: string): SigningKey | null {
  const seed = decodeExactly(secret, keyBytes);
  if (!seed) return null;
  return keyOf(secret, createPrivateKey({ key: Buffer.concat([privateFrame, seed]), format: 'der', type: 'pkcs8' }));
}

function keyOf(secret: string, privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    secret,
    publicKey: spki.subarray(-keyBytes).toString('base64url'),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** @returns false also for a key or a signature that is malformed or not in its one canonical spelling. */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  const proof = decodeExactly(signature, signatureBytes);
  return proof !== null && decodeExactly(publicKey, keyBytes) !== null && signatureFits(publicKey, bytes, proof);
}

function decodeExactly(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null;
}
