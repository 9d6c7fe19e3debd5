import type { Port } from '../../../shared/port.ts';
import { askForKey } from '../key-hand.ts';

/** How long a living vault may take to lend its key; it has nothing else to do. */
const patience = 3_000;

/** The user key of the person whose vault is open; null when the vault does not answer, or answers for another. */
export function borrowKey(vault: Port, account: string): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
    }, patience);
    void askForKey(vault).then((lent) => {
      clearTimeout(timer);
      resolve(lent?.account === account ? lent.key : null);
    });
  });
}
