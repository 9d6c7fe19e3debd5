import { closeSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
    const [database, log] = [whileOpen(path), logOf(path)];
    const original = Buffer.concat([database, log]);
    const earlier = readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && !name.endsWith('-wal'))
      .find((name) => contentOf(join(folder, name)).equals(original));
    if (earlier) return earlier;
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
    const copy = join(folder, `${prefix}${stamp}`);
    const own = { flag: 'wx', mode: 0o600 };
    writeFileSync(copy, database, own);
    if (log.length > 0) writeFileSync(`${copy}-wal`, log, own);
    return basename(copy);
  } catch {
    return null;
  }
}

/** A file and its log: what was changed last may lie in the log alone. */
const contentOf = (path: string): Buffer => Buffer.concat([readFileSync(path), logOf(path)]);

const logOf = (path: string): Buffer => (existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0));

/**
 * Reads a database that this process may have open. On POSIX systems whoever closes a file gives up every lock on it that
 * the process holds, SQLite's too; another program that looks into it could then take its log away, and with it what is
 * saved from then on. So the file is left open there, until the process ends: it is read in this way once or twice at most.
 */
function whileOpen(path: string): Buffer {
  const file = openSync(path, 'r');
  const content = readFileSync(file);
  if (process.platform === 'win32') closeSync(file);
  return content;
}
