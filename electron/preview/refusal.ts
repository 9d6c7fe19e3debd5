/** The folder cannot be had or written as it is. A file of another kind at the place of one of the preview's is such, too. */
const noAccess =
  /^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|ENAMETOOLONG|ELOOP|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_NOTADB)/;
const noRoom = /^(ENOSPC|EDQUOT|SQLITE_FULL)/;

/**
 * Why the system did not let the preview start.
 * @returns null for anything else, too many open files among it: that is a fault of ours
 */
export function refusalOf(error: unknown): 'no-access' | 'no-room' | 'no-port' | 'in-use' | null {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return null;
  if (syscall === 'listen') return code === 'EMFILE' || code === 'ENFILE' ? null : 'no-port';
  if (code.startsWith('SQLITE_BUSY')) return 'in-use';
  if (noAccess.test(code)) return 'no-access';
  return noRoom.test(code) ? 'no-room' : null;
}
