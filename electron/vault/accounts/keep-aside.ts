import { constants, copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Copies a database that cannot be used, with its write-ahead log, to a name that says what and when; the original
 * stays where it is, so that the fault is seen again at the next start until somebody has mended it. A copy of the
 * same bytes that is there already is enough.
 * @returns the copy's file name, or null when the disk does not take it.
 */
export function keepAside(path: string, kind: 'damaged' | 'newer' | 'foreign', now: number): string | null {
  const folder = dirname(path);
  const prefix = `${basename(path)}.${kind}-`;
  try {
    const original = readFileSync(path);
    const earlier = readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && !name.endsWith('-wal'))
      .find((name) => readFileSync(join(folder, name)).equals(original));
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
