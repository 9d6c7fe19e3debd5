import type { z } from 'zod';
import type { keyPort } from '../../../shared/contract/vault.ts';
import type { Port } from '../../../shared/port.ts';

/** The user key of a session that has just begun, until a fresh vault has it. */
export type HandOver = {
  keep(account: string, userKey: Uint8Array): void;
  /** Sends the key to that vault and forgets it; false: there is none to give. */
  give(vault: Port): boolean;
};

export function createHandOver(): HandOver {
  let kept: { account: string; key: Uint8Array } | null = null;
  return {
    keep: (account, key) => {
      kept = { account, key };
    },
    give: (vault) => {
      if (!kept) return false;
      const message: z.infer<typeof keyPort> = {
        type: 'user-key',
        account: kept.account,
        key: new Uint8Array(kept.key),
      };
      vault.post(message);
      message.key.fill(0);
      kept.key.fill(0);
      kept = null;
      return true;
    },
  };
}
