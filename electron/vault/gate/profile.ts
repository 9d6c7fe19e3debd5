import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import type { FaultCode } from '../../../shared/contract/gate-process.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import { adoptPrepared, discardPrepared, isPrepared, preparedPath } from '../accounts/create.ts';
import { keepAside } from '../accounts/keep-aside.ts';
import { openStore, type AccountsStore, type StoreHooks } from '../accounts/store.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';

export const accountsPath = (profile: string): string => join(profile, 'accounts.db');

export type OpenedProfile =
  | { state: 'first-run' }
  | { state: 'ready'; store: AccountsStore; device: Uint8Array }
  | { state: 'fault'; fault: FaultCode; keptAside: string | null };

/**
 * Looks at what is there before anything is made (design, section 3): a profile whose keychain item is gone while its
 * files stay, or the reverse, is not a first run, and nothing of either is overwritten.
 */
export async function openProfile(
  profile: string,
  keychain: Keychain,
  clock: Clock,
  hooks: StoreHooks,
): Promise<OpenedProfile> {
  const path = accountsPath(profile);
  try {
    const device = await readDeviceSecret(keychain);
    if (device) finishSetUp(path, device, clock, hooks);
    const files = existsSync(path) || hasVaults(profile);
    if (!device) {
      if (files) return fault('keychain-emptied');
      discardPrepared(path);
      return { state: 'first-run' };
    }
    if (!existsSync(path)) return fault('profile-emptied');
    const opened = openStore(path, device, clock, hooks);
    if (opened.ok) return { state: 'ready', store: opened.value, device };
    if (opened.code === 'storage') return fault('storage');
    return fault(`accounts-${opened.code}`, keepAside(path, opened.code, clock.now()));
  } catch (error) {
    return fault(error instanceof KeychainError ? `keychain-${error.kind}` : 'storage');
  }
}

/** A set-up that ended between keychain and file: everything in it was proven, so it is finished, not forgotten. */
function finishSetUp(path: string, device: Uint8Array, clock: Clock, hooks: StoreHooks): void {
  if (!isPrepared(path)) return;
  if (existsSync(path)) {
    discardPrepared(path);
    return;
  }
  const prepared = openStore(preparedPath(path), device, clock, hooks);
  if (!prepared.ok) return;
  prepared.value.close();
  adoptPrepared(path);
}

function hasVaults(profile: string): boolean {
  const folder = join(profile, 'vaults');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'));
}

const fault = (code: FaultCode, keptAside: string | null = null): OpenedProfile => ({
  state: 'fault',
  fault: code,
  keptAside,
});
