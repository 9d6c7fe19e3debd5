import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../result.ts';
import { rawPublicKeyBytes, signatureFits } from './ed25519.ts';
import type { Hash } from './merkle.ts';

/**
 * Signed checkpoints as the C2SP specifications tlog-checkpoint and signed-note lay them down, so that tools that we
 * did not write can read them. Ed25519 signatures only.
 */
export type Checkpoint = { origin: string; size: number; root: Hash };

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/**
 * @param sign makes an Ed25519 signature over the bytes given.
 * @returns the signed note: text, empty line, one signature line under the origin's name.
 */
export function signCheckpoint(
  checkpoint: Checkpoint,
  publicKey: string,
  sign: (bytes: Uint8Array) => Uint8Array,
): string {
  const text = checkpointText(checkpoint);
  const signed = Buffer.concat([keyHash(checkpoint.origin, publicKey), sign(Buffer.from(text))]);
  return `${text}\n— ${checkpoint.origin} ${signed.toString('base64')}\n`;
}

/** Reads a signed note that must be of this origin and carry a good signature by this key (base64url, raw). */
export function openCheckpoint(
  note: string,
  origin: string,
  publicKey: string,
): Result<Checkpoint, 'malformed' | 'wrong-origin' | 'wrong-key'> {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n')) return fail('malformed');
  const text = note.slice(0, split + 1);
  const [name, size, root, ...more] = text.slice(0, -1).split('\n');
  if (name !== origin) return fail('wrong-origin');
  if (!/^(0|[1-9]\d{0,14})$/.test(size ?? '') || !/^[A-Za-z0-9+/]{43}=$/.test(root ?? '')) return fail('malformed');
  if (more.some((line) => line === '')) return fail('malformed');
  const key = keyHash(origin, publicKey);
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map((line) => /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line));
  if (signatures.includes(null)) return fail('malformed');
  const good = signatures.some((line) => {
    const signed = Buffer.from(line?.[2] ?? '', 'base64');
    return (
      line?.[1] === origin &&
      signed.subarray(0, 4).equals(key) &&
      signatureFits(publicKey, Buffer.from(text), signed.subarray(4))
    );
  });
  return good
    ? ok({ origin, size: Number(size), root: new Uint8Array(Buffer.from(root ?? '', 'base64')) })
    : fail('wrong-key');
}

/** The key as `signed-note` writes it for verifiers: `name+hash+key`. */
export function verifierKey(origin: string, publicKey: string): string {
  const key = Buffer.concat([Buffer.from([ed25519Type]), rawPublicKeyBytes(publicKey)]);
  return `${origin}+${keyHash(origin, publicKey).toString('hex')}+${key.toString('base64')}`;
}

const ed25519Type = 1;

function keyHash(origin: string, publicKey: string): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(new Uint8Array([ed25519Type]))
    .update(rawPublicKeyBytes(publicKey))
    .digest()
    .subarray(0, 4);
}
