import type { Store } from '../store/database.ts';
import { logSize } from './tree.ts';

/** Hashes in a full tile, and levels of the tree from one level of tiles to the next (C2SP tlog-tiles). */
const width = 256;
const height = 8;

export type TileName = { level: number; index: number; width: number };

/**
 * Reads a tile's path below `/tile/`: level, index in groups of three digits (all but the last with an x), and the
 * number of hashes where the tile is not full yet. @returns null for what is no such path in its one spelling.
 */
export function readTilePath(path: string): TileName | null {
  const match = /^(\d|[1-5]\d|6[0-3])((?:\/x\d{3})*\/\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!match) return null;
  const [, level, groups = '', partial] = match;
  const index = Number(groups.replaceAll(/[/x]/g, ''));
  const isShort = !/^\/x000/.test(groups);
  const wide = partial === undefined ? width : Number(partial);
  if (!isShort || !Number.isSafeInteger(index) || wide > width || (partial !== undefined && wide === width))
    return null;
  return { level: Number(level), index, width: wide };
}

/** The tile's hashes one after the other; null where the log has not grown that far. */
export async function readTile(store: Store, tile: TileName): Promise<Buffer | null> {
  const from = tile.index * width;
  const available = Math.floor((await logSize(store)) / 2 ** (tile.level * height));
  if (from + tile.width > available) return null;
  const rows = await store
    .selectFrom('nodes')
    .select('hash')
    .where('height', '=', tile.level * height)
    .where('place', '>=', from)
    .where('place', '<', from + tile.width)
    .orderBy('place')
    .execute();
  return Buffer.from(rows.map((row) => row.hash).join(''), 'hex');
}
