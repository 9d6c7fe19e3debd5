import { randomBytes } from 'node:crypto';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';

const hourLength = 3_600_000;
const prefix = 'shred:';

/**
 * The hour at whose end a note's shred key goes: all notes of this device that expire in (start, end] share it. A
 * note that expires on the full hour belongs to the hour that ends then, so that its key goes at once.
 */
export const hourOf = (expiresAt: number): number => Math.floor((expiresAt - 1) / hourLength);
export const endOfHour = (hour: number): number => (hour + 1) * hourLength;

/** The shred keys of a device, as the keychain has them; one array for each hour, for as long as the process lives. */
export type ShredKeys = {
  of(hour: number): Uint8Array | undefined;
  /** The hour's key, made where there is none. Throws `KeychainError`. */
  make(hour: number): Promise<Uint8Array>;
};

/** The shred keys among these items of the keychain, which holds those that are made. */
export function shredKeysIn(items: Awaited<ReturnType<Keychain['list']>>, keychain: Keychain): ShredKeys {
  const keys = new Map<number, Uint8Array>();
  for (const { account, secret } of items) {
    const hour = hourOfItem(account);
    if (hour !== null) keys.set(hour, fromBase64(secret));
  }
  return {
    of: (hour) => keys.get(hour),
    make: async (hour) => {
      const known = keys.get(hour);
      if (known) return known;
      const stored = await keychain.get(`${prefix}${hour}`);
      const key = stored === null ? new Uint8Array(randomBytes(32)) : fromBase64(stored);
      if (stored === null) await keychain.set(`${prefix}${hour}`, toBase64(key));
      keys.set(hour, key);
      return key;
    },
  };
}

/** Deletes the keys of all hours that ended at or before this instant. @returns how many. Throws `KeychainError`. */
export async function shredHours(keychain: Keychain, until: number): Promise<number> {
  let shredded = 0;
  for (const { account } of await keychain.list()) {
    const hour = hourOfItem(account);
    if (hour === null || endOfHour(hour) > until) continue;
    await keychain.delete(account);
    shredded++;
  }
  return shredded;
}

function hourOfItem(account: string): number | null {
  const digits = account.startsWith(prefix) ? account.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
