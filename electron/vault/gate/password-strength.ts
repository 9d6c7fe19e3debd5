import { asTypedInLatin } from '../crypto/keyboard-layout.ts';

/** Why a password is refused; `short` below 12 characters (NIST SP 800-63B asks for length, not for composition). */
export type Weakness = 'short' | 'common' | 'contains-name' | 'pattern';

const shortest = 12;
/** zxcvbn's scale: 3 is "safely unguessable: moderate protection from offline slow-hash scenario". */
const lowestScore = 3;
/** Parts of names shorter than this are in too many words to be refused. */
const shortestNamePart = 4;

/**
 * Looks at a new password: length, the person's and the site's names, the blocklist of common passwords, and patterns
 * that are tried first, also as the same keys write them in the Latin layout. The lists are loaded at the first call
 * only, so that a sign-in does not wait for them.
 * @returns null when it will do.
 */
export async function weaknessOf(password: string, names: string[]): Promise<Weakness | null> {
  const text = password.normalize('NFC');
  if ([...text].length < shortest) return 'short';
  const parts = names
    .flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)])
    .map((part) => part.normalize('NFC').toLowerCase())
    .filter((part) => [...part].length >= shortestNamePart);
  if (parts.some((part) => text.toLowerCase().includes(part))) return 'contains-name';
  const forms = new Set([text, asTypedInLatin(text)]);
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }, {});
  for (const form of forms) {
    const { score, sequence } = zxcvbn.check(form, parts);
    if (score < lowestScore) return sequence.some((match) => match.pattern === 'dictionary') ? 'common' : 'pattern';
  }
  return null;
}
