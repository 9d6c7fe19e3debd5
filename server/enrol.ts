import type { EnrolRequest } from '../shared/sync/wire.ts';
import { noHash } from '../shared/chain/hash.ts';
import { Refused } from './api/refusal.ts';
import type { Work } from './store/database.ts';
import { spendToken } from './tokens.ts';

/**
 * Takes a device with its chain, against a token. A chain keeps the key that it came with, a device its kind. A device
 * that central knows proves itself by the key of a chain that it came with; with a new chain (its key was lost, or its
 * chain is frozen) only a token that names it can: everything else about a device is what anybody could say.
 */
export async function enrol(work: Work, request: EnrolRequest, allowPreview: boolean, now: number): Promise<void> {
  const { device, chain, publicKey, kind, version, site } = request;
  const token = await spendToken(work, request.secret, chain, now);
  if (!token) throw new Refused('secret');
  const known = await work.selectFrom('chains').selectAll().where('id', '=', chain).executeTakeFirst();
  if (known && (known.public_key !== publicKey || known.device !== device)) throw new Refused('device-known');
  const owner = await work.selectFrom('devices').selectAll().where('id', '=', device).executeTakeFirst();
  if ([kind, owner?.kind].includes('preview') && !allowPreview) throw new Refused('preview');
  // A frozen chain's key may be in more hands than one: it proves nothing any more.
  const isProven = known !== undefined && known.state !== 'frozen';
  if (owner && !isProven && token.device !== device) throw new Refused('device-token');
  if (known?.state === 'frozen') throw new Refused('conflict', { seq: Number(known.conflict_seq ?? 0) });
  const succeeds = token.device === device ? null : token.device;
  await work
    .insertInto('devices')
    .values({ id: device, kind, version, site, enrolled_at: now, succeeds })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ version, site, ...(succeeds === null ? {} : { succeeds }) }),
    )
    .execute();
  if (known) return;
  await work
    .insertInto('chains')
    .values({
      ...{ id: chain, device, public_key: publicKey, seq: -1, head: noHash },
      ...{ state: 'open', conflict_seq: null, enrolled_at: now },
    })
    .execute();
}
