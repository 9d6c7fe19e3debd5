import { expect, it } from 'vitest';
import { refusalOf } from '../../electron/preview/refusal.ts';

const coded = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

it.each([
  ['no-access', ['EACCES', 'EROFS', 'ENAMETOOLONG', 'ELOOP', 'EISDIR', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_NOTADB']],
  ['no-room', ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']],
  ['in-use', ['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_BUSY_SNAPSHOT']],
])('a preview that cannot start says %s', (refusal, codes) => {
  for (const code of codes) expect(refusalOf(coded(code)), code).toBe(refusal);
});

it('a preview tells a port that it may not have from a folder that it may not have', () => {
  expect(refusalOf(coded('EADDRINUSE', 'listen'))).toBe('no-port');
  expect(refusalOf(coded('EACCES', 'listen'))).toBe('no-port');
});

it('a preview blames nobody else for a fault of its own', () => {
  const own = [coded('EMFILE', 'open'), coded('EMFILE', 'listen'), coded('ENFILE'), new TypeError('x'), null, 'text'];
  for (const error of own) expect(refusalOf(error)).toBeNull();
});
