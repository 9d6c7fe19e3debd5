import type { Port } from '../../../shared/port.ts';
import { giveKey } from '../key-hand.ts';

/** The user key of a session that has just begun, until a fresh vault has it. */
export type HandOver = {
  keep(account: string, userKey: Uint8Array): void;
  /** Sends the key to that vault when it asks, and forgets it; false: there is none to give. */
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
      const handed = kept;
      kept = null;
      void giveKey(vault, handed).then(() => handed.key.fill(0));
      return true;
    },
  };
}
