import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { readItem } from '../../../shared/keychain/read-item.ts';
import { triesDocument, type Moment } from '../accounts/documents.ts';
import { counted, noTries, standing, type Standing } from '../accounts/tries.ts';

const item = 'rollback-tries';

/**
 * Counts an attempt where no older copy of a file takes it back, before anything is compared. Throws `KeychainError`.
 * @param how.counts false: what follows compares nothing.
 */
export async function countInKeychain(
  keychain: Keychain,
  now: Moment,
  how: { mayLock: boolean; counts: boolean },
): Promise<Standing> {
  const read = await readItem(keychain, item, triesDocument);
  const tries = read === null || read === 'unreadable' ? noTries : read;
  const verdict = standing(tries, now, how.mayLock);
  if (verdict.state === 'open' && how.counts) await keychain.set(item, JSON.stringify(counted(tries, now)));
  return verdict;
}

export const forgetTries = (keychain: Keychain): Promise<void> => keychain.delete(item);
