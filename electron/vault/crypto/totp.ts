import { randomBytes } from 'node:crypto';
import { generateSync, generateURI } from 'otplib';
import { sameBytes, utf8 } from './bytes.ts';
import { toBase32 } from './base32.ts';

/** RFC 6238 as every authenticator app has it: SHA-1, 6 digits, 30 seconds. */
const period = 30;
/** Steps before and after now in which a code is still taken: clocks of phones differ. */
const tolerance = 1;

/** 160 bits: the length of SHA-1's output, as RFC 4226 (section 4) recommends. */
export function makeTotpSecret(): Uint8Array {
  return new Uint8Array(randomBytes(20));
}

/** The step in which an instant (milliseconds since the epoch) lies. */
export const stepAt = (now: number): number => Math.floor(now / 1000 / period);

export function codeAt(secret: Uint8Array, step: number): string {
  return generateSync({ secret, epoch: step * period, period });
}

/**
 * Which of the steps around now this code belongs to: at most three, nearest to now first. All are compared, whatever
 * the first says.
 */
export function stepsOfCode(secret: Uint8Array, code: string, now: number): number[] {
  const current = stepAt(now);
  const near = [0, ...Array.from({ length: tolerance }, (_, index) => [-(index + 1), index + 1]).flat()];
  return near
    .map((offset) => current + offset)
    .filter((step) => step >= 0)
    .filter((step) => sameBytes(utf8(codeAt(secret, step)), utf8(code)));
}

/** For the authenticator app: the `otpauth://` URI and the secret in Base32, to be typed. */
export function totpForApp(secret: Uint8Array, issuer: string, label: string): { uri: string; secret: string } {
  const text = toBase32(secret);
  return { uri: generateURI({ issuer, label, secret: text }), secret: text };
}
