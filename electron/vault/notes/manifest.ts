import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { fields, fromBase64, toBase64, utf8 } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';
import type { StoredRow } from './note-box.ts';
import { addRow, sameSum, type RowSum } from './row-sum.ts';

/**
 * What a vault's own rows must be, as the holder of the user key last wrote them (design, section 3): a count and a sum
 * for each instant at which notes end, because the rows of one instant leave the file together. `epoch` grows with each
 * opening and `commits` with each commit: an older manifest put back is an older number.
 */
export type Manifest = {
  epoch: number;
  commits: number;
  groups: Map<number, RowSum>;
  /** SHA-256 of the box that says where the person was, Base64; null: there is none. */
  view: string | null;
  /** The outbox's next number: an older seal of the numbers is a smaller one. */
  nextEvent: number;
};

const base64 = z.base64();
const count = z.int().nonnegative();
const stored = z.strictObject({
  epoch: count,
  commits: count,
  // An instant that somebody else has put into a row is told like any other, whatever number it is.
  groups: z.array(z.tuple([z.number(), z.int().positive(), base64])),
  view: base64.nullable(),
  nextEvent: z.int().positive(),
});

export const emptyManifest = (): Manifest => ({ epoch: 0, commits: 0, groups: new Map(), view: null, nextEvent: 1 });

export const copyOf = (manifest: Manifest): Manifest => ({ ...manifest, groups: new Map(manifest.groups) });

export type ManifestBoxes = ReturnType<typeof createManifestBoxes>;

/** Seals a vault's manifest under the user key, which neither the gate nor the device's own secret stands for. */
export function createManifestBoxes(userKey: Uint8Array, vault: string, owner: string) {
  const key = createSecretKey(deriveKey(userKey, 'vault/manifest', vault));
  const tagKey = createSecretKey(deriveKey(userKey, 'vault/manifest/row', vault));
  const aad = fields('vault/manifest', vault, owner);
  return {
    /**
     * HMAC over everything of a row that its owner wrote, 32 bytes: of one that has no stamp (row-tags.ts). `closed` is
     * the device's word and not in it.
     */
    tagOf: ({ id, expires, revision, damaged, wrapped, box }: StoredRow): Uint8Array => {
      // JSON ends where it ends, so that nothing of the row can be read in two ways.
      const head = JSON.stringify([id, expires, revision, damaged, wrapped.length]);
      return createHmac('sha256', tagKey).update(head).update(wrapped).update(box).digest();
    },
    seal: (manifest: Manifest): Uint8Array => seal(key, utf8(textOf(manifest)), aad),
    /** @returns null when it is not as it was written. */
    open: (box: Uint8Array): Manifest | null => {
      const plain = open(key, box, aad);
      if (!plain) return null;
      const { groups, ...rest } = stored.parse(JSON.parse(new TextDecoder().decode(plain)));
      return {
        ...rest,
        groups: new Map(groups.map(([expires, rows, sum]) => [expires, { count: rows, sum: fromBase64(sum) }])),
      };
    },
  };
}

/** What must be alike in two manifests of the same epoch and commit, SHA-256 in Base64. */
export const digestOf = (manifest: Manifest): string => sha256(textOf({ ...manifest, epoch: 0, commits: 0 }));

export const viewDigest = (box: Uint8Array): string => sha256(box);

/** A row comes, or the row with this tag goes: the sum is its own inverse, the count is not. */
export function changeGroup(manifest: Manifest, expires: number, tag: Uint8Array, rows: 1 | -1): void {
  const next = addRow(manifest.groups.get(expires), tag, rows);
  if (next.count > 0) manifest.groups.set(expires, next);
  else manifest.groups.delete(expires);
}

/** The instants of which the file does not hold what the manifest says, in the order of time. */
export function instantsThatDiffer(said: Manifest['groups'], found: Manifest['groups']): number[] {
  return [...new Set([...said.keys(), ...found.keys()])]
    .filter((expires) => !sameSum(said.get(expires), found.get(expires)))
    .sort((one, other) => one - other);
}

function textOf({ epoch, commits, groups, view, nextEvent }: Manifest): string {
  const inOrder = [...groups].sort(([one], [other]) => one - other);
  const rows = inOrder.map(([expires, { count: held, sum }]) => [expires, held, toBase64(sum)]);
  return JSON.stringify({ epoch, commits, groups: rows, view, nextEvent });
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64');
