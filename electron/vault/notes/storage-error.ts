/** What the disk's refusal is called on the screen. */
export type StorageCode = 'disk-full' | 'read-only' | 'storage';

/** Names an error of SQLite or of the file system. */
export function storageCode(error: unknown): StorageCode {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return 'disk-full';
  if (/^(SQLITE_READONLY|EROFS|EACCES|EPERM)/.test(code)) return 'read-only';
  return 'storage';
}
