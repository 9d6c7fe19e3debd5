import type { Random } from '../harness/random.ts';

/**
 * Words that stand nowhere but where the hunt puts them: a mark, the same for all, and letters of their own. A search
 * for the marks finds every one, and also the piece that is left when the beginning of a text was written over.
 */
export type Canary = { what: string; words: readonly string[] };

const marks = { en: 'zqjxv', ru: 'щъжыэ' } as const;
const letters = { en: 'abcdefghikmnoprstuwy', ru: 'абвгдеиклмнопрсту' } as const;
const ownLetters = 7;

export type Language = keyof typeof marks;

export function drawCanary(random: Random, what: string, language: Language, count: number): Canary {
  const word = () =>
    marks[language] + Array.from({ length: ownLetters }, () => random.pick([...letters[language]])).join('');
  return { what, words: Array.from({ length: count }, word) };
}

export const textOf = ({ words }: Canary): string => words.join(' ');

/** What is looked for: canaries, and secrets that are not of the hunt's making. */
export type Wanted = {
  canaries: readonly Canary[];
  secrets: Readonly<Record<string, readonly (string | Uint8Array)[]>>;
};

type Needle = { bytes: Buffer; judge(at: number, bytes: Buffer): string | null };

/** @returns what of it is in the bytes; made once and used for all that is read. */
export function searchFor({ canaries, secrets }: Wanted): (bytes: Buffer) => string[] {
  const known = new Map(canaries.flatMap(({ what, words }) => words.map((word): [string, string] => [word, what])));
  const encodings = ['utf8', 'utf16le'] as const;
  const needles: Needle[] = [];
  for (const mark of Object.values(marks)) {
    if (![...known.keys()].some((word) => word.startsWith(mark))) continue;
    for (const encoding of encodings) {
      const length = Buffer.from([...known.keys()].find((word) => word.startsWith(mark)) ?? '', encoding).length;
      const judge = (at: number, bytes: Buffer) => known.get(bytes.toString(encoding, at, at + length)) ?? null;
      needles.push({ bytes: Buffer.from(mark, encoding), judge });
    }
  }
  for (const [what, forms] of Object.entries(secrets)) {
    for (const form of forms) {
      const each = typeof form === 'string' ? encodings.map((encoding) => Buffer.from(form, encoding)) : [form];
      needles.push(...each.map((one) => ({ bytes: Buffer.from(one), judge: () => what })));
    }
  }
  return (bytes) => {
    const found = new Set<string>();
    for (const { bytes: needle, judge } of needles) {
      for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
        const what = judge(at, bytes);
        if (what !== null) found.add(what);
      }
    }
    return [...found];
  };
}
