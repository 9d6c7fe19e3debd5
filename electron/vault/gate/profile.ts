import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import type { FaultCode } from '../../../shared/contract/gate-process.ts';
import { keepAside } from '../../../shared/keep-aside.ts';
import { KeychainError, type Keychain } from '../../../shared/keychain/keychain.ts';
import { readAnchor, type Anchor } from '../accounts/anchor.ts';
import { adoptPrepared, discardPrepared, isPrepared, preparedPath } from '../accounts/create.ts';
import { openStore, type AccountsStore, type StoreDependencies, type StoreHooks } from '../accounts/store.ts';
import { readDeviceSecret } from '../crypto/device-secret.ts';

export const accountsPath = (profile: string): string => join(profile, 'accounts.db');

export type OpenedProfile =
  | { state: 'first-run' }
  | { state: 'ready'; store: AccountsStore; device: Uint8Array }
  /** Not the state that this device had last: nobody gets in until a lead acts (design, section 3). */
  | {
      state: 'rolled-back';
      store: AccountsStore;
      device: Uint8Array;
      anchor: Anchor | null;
      keptAside: string | null;
    }
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
    const anchor = await readAnchor(keychain);
    if (device) finishSetUp(path, { device, clock, keychain, hooks, anchor });
    const files = existsSync(path) || hasVaults(profile);
    if (!device) {
      if (files) return fault('keychain-emptied');
      discardPrepared(path);
      return { state: 'first-run' };
    }
    if (!existsSync(path)) return fault('profile-emptied');
    const opened = openStore(path, { device, clock, keychain, hooks, anchor });
    if (opened.ok && opened.value.found === 'rolled-back') {
      const keptAside = keepAside(path, 'rolled-back', clock.now());
      return { state: 'rolled-back', store: opened.value, device, anchor, keptAside };
    }
    if (opened.ok) return { state: 'ready', store: opened.value, device };
    if (opened.code === 'storage') return fault('storage');
    return fault(`accounts-${opened.code}`, keepAside(path, opened.code, clock.now()));
  } catch (error) {
    return fault(error instanceof KeychainError ? `keychain-${error.kind}` : 'storage');
  }
}

/** A set-up that ended between keychain and file: everything in it was proven, so it is finished, not forgotten. */
function finishSetUp(path: string, deps: StoreDependencies): void {
  if (!isPrepared(path)) return;
  if (existsSync(path)) {
    discardPrepared(path);
    return;
  }
  const prepared = openStore(preparedPath(path), deps);
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
