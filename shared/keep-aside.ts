import { constants, copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

type Kind = 'damaged' | 'newer' | 'foreign' | 'rolled-back' | 'altered';

/**
 * Copies a database that cannot be used, with its write-ahead log, to a name that says what and when; the original
 * stays where it is, so that the fault is seen again at the next start until somebody has mended it. A copy of the
 * same bytes that is there already is enough.
 * @returns the copy's file name, or null when the disk does not take it.
 */
export function keepAside(path: string, kind: Kind, now: number): string | null {
  const folder = dirname(path);
  const prefix = `${basename(path)}.${kind}-`;
  try {
    const original = contentOf(path);
    const earlier = readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && !name.endsWith('-wal'))
      .find((name) => contentOf(join(folder, name)).equals(original));
    if (earlier) return earlier;
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
    const copy = join(folder, `${prefix}${stamp}`);
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_EXCL);
    return basename(copy);
  } catch {
    return null;
  }
}

/** A file and its log: what was changed last may lie in the log alone. */
const contentOf = (path: string): Buffer =>
  Buffer.concat([path, `${path}-wal`].map((part) => (existsSync(part) ? readFileSync(part) : Buffer.alloc(0))));
