import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { utf8 } from './bytes.ts';

/** How a password was turned into a key; kept beside each salt, so that the figures can grow. `m` in KiB. */
export const kdfRecord = z.strictObject({
  algorithm: z.literal('argon2id'),
  version: z.literal(19),
  m: z.int().min(8).max(4_194_304),
  t: z.int().min(1).max(100),
  p: z.int().min(1).max(16),
});
export type KdfRecord = z.infer<typeof kdfRecord>;

/** RFC 9106, section 4, the second recommended choice, with one lane: 64 MiB and three passes. */
export const currentKdf: KdfRecord = { algorithm: 'argon2id', version: 19, m: 65_536, t: 3, p: 1 };

/** Argon2id of the password's NFC form: 32 bytes, off the event loop. */
export async function masterKey(password: string, salt: Uint8Array, kdf: KdfRecord): Promise<Uint8Array> {
  const raw = await hashRaw(utf8(password.normalize('NFC')), {
    algorithm: 2,
    version: 1,
    memoryCost: kdf.m,
    timeCost: kdf.t,
    parallelism: kdf.p,
    outputLen: 32,
    salt,
  });
  return new Uint8Array(raw);
}
