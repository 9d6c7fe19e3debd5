import type { EnrolRequest } from '../shared/sync/wire.ts';
import { noHash } from '../shared/chain/hash.ts';
import { Refused } from './api/refusal.ts';
import { inTransaction, type Store } from './store/database.ts';
import { spendToken } from './tokens.ts';

/**
 * Takes a device with its chain, against a token. A known device may come with a further chain (its key was lost) and a
 * token of its own; a chain keeps the key that it came with.
 */
export async function enrol(store: Store, request: EnrolRequest, allowPreview: boolean, now: number): Promise<void> {
  if (request.kind === 'preview' && !allowPreview) throw new Refused('preview');
  await inTransaction(store, async (work) => {
    if (!(await spendToken(work, request.secret, request.chain, now))) throw new Refused('secret');
    const { device, chain, publicKey, kind, version, site } = request;
    const known = await work.selectFrom('chains').selectAll().where('id', '=', chain).executeTakeFirst();
    if (known && (known.public_key !== publicKey || known.device !== device)) throw new Refused('device-known');
    await work
      .insertInto('devices')
      .values({ id: device, kind, version, site, enrolled_at: now })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ kind, version, site }))
      .execute();
    if (known) return;
    await work
      .insertInto('chains')
      .values({
        ...{ id: chain, device, public_key: publicKey, seq: -1, head: noHash },
        ...{ state: 'open', conflict_seq: null, enrolled_at: now },
      })
      .execute();
  });
}
