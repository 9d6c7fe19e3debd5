import { signCheckpoint } from '../../shared/chain/checkpoint.ts';
import type { Identity } from '../identity.ts';
import type { Store } from '../store/database.ts';
import { rootAt } from './tree.ts';

/**
 * The signed note for a size at which a batch ended, or the empty log (C2SP tlog-checkpoint). The root was committed
 * with the batch, and Ed25519 signs the same bytes alike, so one size never has two checkpoints.
 */
export async function checkpointAt(store: Store, identity: Identity, size: number): Promise<string> {
  const root = new Uint8Array(Buffer.from(await rootAt(store, size), 'hex'));
  const { origin, logKey } = identity;
  return signCheckpoint({ origin, size, root }, logKey.publicKey, (bytes) => logKey.sign(bytes));
}
