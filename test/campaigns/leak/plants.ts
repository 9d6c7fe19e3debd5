import type { Plant } from '../harness/campaign.ts';

const plant = (says: string, file: string, find: string, replace: string, built = false): Plant => ({
  ...{ says, built },
  changes: [{ file, find, replace }],
});

const keyHand = 'electron/vault/key-hand.ts';
const noteBox = 'electron/vault/notes/note-box.ts';

/** Faults that the campaign must see. Those that are `built` show in Electron alone. */
export const plants: Record<string, Plant> = {
  'vault-kept-alive': plant(
    'the vault is not killed at a lock',
    'electron/desk/session/vault-child.ts',
    'await child.kill();',
    'await Promise.resolve();',
  ),
  'gate-kept-alive': plant(
    'a gate is not killed after its attempt',
    'electron/desk/session/gates.ts',
    'if (old) gone = old.child.kill();',
    'void old?.child.kill;',
  ),
  'note-in-the-clear': {
    says: 'the beginning of a note stands behind its box',
    changes: [
      {
        file: noteBox,
        find: 'box: seal(key, plain, aad)',
        replace: "box: new Uint8Array(Buffer.concat([seal(key, plain, aad), Buffer.alloc(200, document.text || ' ')]))",
      },
      {
        file: noteBox,
        find: 'open(key, row.box, aad)',
        replace: 'open(key, row.box.subarray(0, -200), aad)',
      },
    ],
  },
  'clipboard-kept': plant(
    'a lock leaves the clipboard as it is',
    'electron/desk/clipboard/clipboard-watch.ts',
    'cleared = clearCopy();',
    'void clearCopy;',
  ),
  'primary-kept': plant(
    'a lock leaves the selection as it is',
    'electron/desk/clipboard/clipboard-watch.ts',
    'clearSelection();\n        selectionTimer = setTimeout(clearSelection, late);',
    'void late;',
  ),
  'key-unsealed': {
    says: 'the user key goes from gate to vault as it is',
    changes: [
      {
        file: keyHand,
        find: "seal(sealKey(own.privateKey, question, question, publicKey), key, fields('user-key/hand', account))",
        replace: 'key',
      },
      {
        file: keyHand,
        find: "open(sealKey(own, publicKey, question, publicKey), box, fields('user-key/hand', account))",
        replace: 'own && box',
      },
    ],
  },
  'shown-as-text': plant(
    'a shown password stands in a field of text',
    'renderer/components/password-field.tsx',
    'type="password"',
    "type={shown ? 'text' : 'password'}",
    true,
  ),
  'browser-kept': plant(
    'no other program takes the place of the one in which a note was typed',
    'electron/desk/desk.ts',
    '      succession.begin();\n',
    '',
    true,
  ),
  'clipboard-not-reached': plant(
    'Electron’s clipboard is told to clear another board',
    'electron/shell/clipboard.ts',
    "clipboard.clear('clipboard')",
    "clipboard.clear('selection')",
    true,
  ),
};

/**
 * The faults that show in Electron alone, each with what is found, and in how many runs of which seed. The first run is
 * over gate and vault, the others are in Electron. What the browser process frees may be written over before it is looked
 * at, so that one run of five that show the password may find nothing.
 */
export const shownInElectron: Record<string, { found: string; runs: number; seed: number }> = {
  'shown-as-text': { found: 'the main holds the password', runs: 6, seed: 890 },
  'browser-kept': { found: '15 s after a lock or sign-out, the main holds a note', runs: 2, seed: 2 },
  'clipboard-not-reached': { found: 'the clipboard holds a note', runs: 2, seed: 6 },
};
