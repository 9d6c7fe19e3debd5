import { createPublicKey, verify } from 'node:crypto';

/** Public keys travel as the 32 raw bytes of Ed25519 in base64url (43 characters). */
export function rawPublicKeyBytes(publicKey: string): Uint8Array {
  return new Uint8Array(Buffer.from(publicKey, 'base64url'));
}

/** Whether this is this key's Ed25519 signature of these bytes; a malformed key or signature is simply not. */
export function signatureFits(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return signature.length === 64 && verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}
