import type { Plant } from '../harness/campaign.ts';

const guard = (says: string, file: string, find: string, replace: string): Plant => ({
  says,
  changes: [{ file: `shared/guard/${file}`, find, replace }],
});

/** Faults that the campaign must see: the guard misses what it promises to see, or refuses what it promises to pass. */
export const plants: Record<string, Plant> = {
  'issuer-left-out': guard(
    'the issuer ranges of Mir are left out',
    'issuers.ts',
    "  { scheme: 'mir', from: 2200, to: 2204, lengths: upTo19 },\n",
    '',
  ),
  'ascii-digits-only': guard(
    'digits of other scripts are not read',
    'characters.ts',
    'if (/\\p{Nd}/u.test(character))',
    'if (/[0-9]/.test(character))',
  ),
  'one-separator': guard(
    'two characters between digits end a number',
    'groups.ts',
    '/^(?:.{0,2}|\\s.{1,2}\\s|\\s{3,4})$/su',
    '/^.?$/su',
  ),
  'words-unread': guard('number words are not read', 'numerals.ts', 'return numerals.get(', 'return new Map().get('),
  'fields-not-joined': guard(
    'each field of a note is looked at by itself',
    'fields.ts',
    'if (field === first.field) continue;',
    'if (field !== first.field) continue;',
  ),
  'length-not-asked': guard(
    'issuer and check digit make a card, whatever its length',
    'numbers.ts',
    '(lengths & (1 << length)) === 0 || ',
    '',
  ),
  'check-digit-not-asked': guard(
    'issuer and length make a card, whatever its check digit',
    'numbers.ts',
    ' || !row.passesLuhn(begin, end)',
    '',
  ),
  'autosave-does-not-ask': {
    says: 'autosave stores what is typed without asking the guard',
    changes: [
      {
        file: 'electron/vault/notes/autosave.ts',
        find: 'const sealed = sealedWith(note, judged.text);',
        replace: 'const sealed = deps.seal(note, text, false);',
      },
    ],
  },
  'growing-runs-are-stored': {
    says: 'autosave stores digits that can still become a card number',
    changes: [
      {
        file: 'electron/vault/notes/autosave.ts',
        find: 'const judged = storable(text, caret, { beside: marksOf(note) });',
        replace: 'const judged = storable(text, null, { beside: marksOf(note) });',
      },
    ],
  },
};
