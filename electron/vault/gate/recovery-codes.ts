import { makeLongCode } from '../crypto/long-code.ts';
import { hashLongCode } from './code-hashes.ts';

/** Shown once; each stands in for the phone's code once (design, section 4). */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => makeLongCode('recovery'));
}

export function hashRecoveryCodes(device: Uint8Array, account: string, codes: string[]): string[] {
  return codes.map((code) => hashLongCode(device, 'recovery', account, code));
}
