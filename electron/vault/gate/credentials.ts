import { randomBytes } from 'node:crypto';
import type { Result } from '../../../shared/result.ts';
import type { AccountDocument, Credential } from '../accounts/documents.ts';
import { fields, fromBase64, toBase64 } from '../crypto/bytes.ts';
import { deriveKey, mac } from '../crypto/derive-key.ts';
import { currentKdf, masterKey } from '../crypto/master-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import { makeUserKey, unwrapUserKey, wrapUserKey } from '../crypto/user-key.ts';
import type { Probe } from './probe.ts';

/** Argon2id of a new password under a new salt: everything that a new credential needs, without the password. */
export type NewPassword = { salt: Uint8Array; master: Uint8Array };

export async function newPassword(password: string, probe: Probe): Promise<NewPassword> {
  const salt = new Uint8Array(randomBytes(16));
  probe('argon2');
  return { salt, master: await masterKey(password, salt, currentKdf) };
}

export function makeCredential(
  device: Uint8Array,
  account: string,
  { salt, master }: NewPassword,
  userKey: Uint8Array,
  totp: Uint8Array,
): Credential {
  return {
    salt: toBase64(salt),
    kdf: currentKdf,
    wrapped: toBase64(wrapUserKey(userKey, master, device, account)),
    totp: toBase64(seal(userKey, totp, totpAad(account))),
  };
}

/** The same password with another phone. */
export function withTotp(credential: Credential, account: string, userKey: Uint8Array, totp: Uint8Array): Credential {
  return { ...credential, totp: toBase64(seal(userKey, totp, totpAad(account))) };
}

/** @returns null when there is none or the key is not this person's. */
export function openTotp(account: AccountDocument, userKey: Uint8Array): Uint8Array | null {
  const box = account.credential?.totp;
  return box ? open(userKey, fromBase64(box), totpAad(account.id)) : null;
}

/** Looks at what Argon2id has made of a typed password: the user key, where it opens it. Nothing was compared before. */
export type PasswordLook = () => Result<Uint8Array, 'device' | 'password'>;

/**
 * Argon2id and the inner tag for anybody: a name that nobody has, or that has no password yet, is worked on as long as
 * one that is known, with HMAC(device secret, name) as its salt and a key that no password opens.
 */
export async function workOnPassword(
  device: Uint8Array,
  account: AccountDocument | undefined,
  name: string,
  password: string,
  probe: Probe,
): Promise<PasswordLook> {
  const owner = account?.id ?? 'nobody';
  const credential = account?.credential ?? null;
  const salt = credential ? fromBase64(credential.salt) : mac(deriveKey(device, 'stranger/salt'), name).subarray(0, 16);
  const wrapped = credential
    ? fromBase64(credential.wrapped)
    : wrapUserKey(makeUserKey(), makeUserKey(), device, owner);
  const master = await masterKey(password, salt, credential?.kdf ?? currentKdf);
  return () => {
    probe('argon2');
    return unwrapUserKey(wrapped, master, device, owner);
  };
}

/** Under which an unknown name is counted: the name itself is never stored. Base64. */
export function strangerKey(device: Uint8Array, name: string): string {
  return toBase64(mac(deriveKey(device, 'stranger/name'), name));
}

const totpAad = (account: string): Uint8Array => fields('totp', account);
