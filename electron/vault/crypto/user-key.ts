import { randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fields } from './bytes.ts';
import { deriveKey } from './derive-key.ts';
import { open, seal } from './sealed-box.ts';

/** The key of one person's notes and secrets on one device: random, so that it outlives every password. */
export function makeUserKey(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

/** Two wraps: inner under the password's key, outer under the device's (design, section 3). */
export function wrapUserKey(userKey: Uint8Array, master: Uint8Array, device: Uint8Array, account: string): Uint8Array {
  const inner = seal(deriveKey(master, 'kek'), userKey, innerAad(account));
  return seal(outerKey(device), inner, outerAad(account));
}

/** `device`: the outer tag failed, it is damaged or another device's. `password`: the inner one failed. */
export function unwrapUserKey(
  wrapped: Uint8Array,
  master: Uint8Array,
  device: Uint8Array,
  account: string,
): Result<Uint8Array, 'device' | 'password'> {
  const inner = open(outerKey(device), wrapped, outerAad(account));
  if (!inner) return fail('device');
  const userKey = open(deriveKey(master, 'kek'), inner, innerAad(account));
  return userKey ? ok(userKey) : fail('password');
}

const outerKey = (device: Uint8Array): Uint8Array => deriveKey(device, 'user-key/outer');
const innerAad = (account: string): Uint8Array => fields('user-key/inner', account);
const outerAad = (account: string): Uint8Array => fields('user-key/outer', account);
