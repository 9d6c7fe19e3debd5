import { vaultContract, type VaultContract } from '../../shared/contract/vault.ts';
import type { Client } from '../../shared/rpc.ts';
import { deskClient } from './desk.ts';
import { openPort } from './ports.ts';

/** A fresh conversation with the vault of this session. */
export function openVault(): Promise<Client<VaultContract>> {
  return openPort<VaultContract>('vault', vaultContract.pushes, () => deskClient.call('vault.open', {}));
}
