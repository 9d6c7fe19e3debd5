import { keyPort } from '../../../shared/contract/vault.ts';
import type { Port } from '../../../shared/port.ts';

/** How long a living vault may take to lend its key; it has nothing else to do. */
const patience = 3_000;

/** The user key of the person whose vault is open; null when the vault does not answer, or answers for another. */
export function borrowKey(vault: Port, account: string): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
    }, patience);
    vault.onMessage((message) => {
      const lent = keyPort.safeParse(message);
      clearTimeout(timer);
      resolve(lent.success && lent.data.account === account ? lent.data.key : null);
    });
    vault.onClose(() => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}
