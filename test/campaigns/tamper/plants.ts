import type { Plant } from '../harness/campaign.ts';

const weaken = (says: string, file: string, find: string, replace: string): Plant => ({
  says,
  changes: [{ file, find, replace }],
});

/** Faults that the campaign must see: each lets something go unnoticed that a promise says is seen. */
export const plants: Record<string, Plant> = {
  'manifest-not-checked': weaken(
    'the rows of a person’s notes are not held against their manifest',
    'electron/vault/notes/check-content.ts',
    'const altered = differ.length > 0 || ',
    'const altered = ',
  ),
  'additional-data-left-out': weaken(
    'a box is bound to no place',
    'electron/vault/crypto/sealed-box.ts',
    '  bytes.set(aad, boundHead.length + 4);\n',
    '  bytes.fill(0, boundHead.length + 4);\n',
  ),
  'signature-not-checked': weaken(
    'nobody looks whose signature a head carries',
    'shared/chain/head.ts',
    'return verifySignature(publicKey, headBytes(head), head.signature);',
    'return verifySignature(publicKey, headBytes(head), head.signature) || true;',
  ),
  'notes-anchor-not-compared': weaken(
    'an older copy of a person’s file is opened',
    'electron/vault/notes/open-vault.ts',
    "if (anchor === 'unreadable' || !isCurrent(vault, manifest, anchor)) return aside('rolled-back');",
    'void isCurrent;',
  ),
  'accounts-anchor-not-compared': weaken(
    'an older copy of the accounts is opened',
    'electron/vault/accounts/anchor.ts',
    "return found.digest === anchor.digest ? 'same' : 'rolled-back';\n  return found.epoch === anchor.epoch + 1 ? 'next' : 'rolled-back';",
    "return 'same';\n  return 'next';",
  ),
  'chain-anchor-not-compared': weaken(
    'an older copy of the log is gone on with',
    'electron/desk/audit/open-chain.ts',
    'return !holdsAnchor(store, anchor) && !createRollbacks(db).isKnown(anchor);',
    'return !holdsAnchor(store, anchor) && createRollbacks(db).isKnown(anchor);',
  ),
  'seal-not-compared': weaken(
    'what lies beside the log in desk.db is not held against its seal',
    'electron/desk/seal/seal.ts',
    'const altered = !isNew && !(value && isSame(keys.open(value), there));',
    'const altered = !isNew && !value && isSame(null, there);',
  ),
};
