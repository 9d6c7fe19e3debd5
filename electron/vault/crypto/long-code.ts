import { randomBytes } from 'node:crypto';
import { toBase32 } from './base32.ts';
import { asTypedInLatin } from './keyboard-layout.ts';

/** Crockford's alphabet: no I, L, O, U, so that nothing is mistaken for a digit when read aloud or from paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bits are five a sign. Enrolment and recovery codes need at least 64, the owner's kit 128 (design, section 4). */
const signs = { enrolment: 16, recovery: 16, kit: 28 } as const;
export type LongCodeKind = keyof typeof signs;

/** A random code in groups of four, for people to read, print and type: `7K3M-Q2XW-…`. */
export function makeLongCode(kind: LongCodeKind): string {
  const text = toBase32(randomBytes(Math.ceil((signs[kind] * 5) / 8)), alphabet).slice(0, signs[kind]);
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * What was meant by what was typed: case, spaces, dashes, look-alikes (O, I, L) and the Russian layout are forgiven.
 * @returns the signs without separators, or null when it cannot be a code of that kind.
 */
export function parseLongCode(kind: LongCodeKind, typed: string): string | null {
  const plain = asTypedInLatin(typed.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === signs[kind] && !plain.includes('U') ? plain : null;
}
