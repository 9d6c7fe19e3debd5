import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Keychain } from '../../shared/keychain/keychain.ts';

/**
 * The preview's keychain: one file an item, readable by its owner only. It protects nothing that the notes' own files
 * do not, which the preview says on every screen; the product has no such thing (design, section 3).
 */
export function fileKeychain(folder: string, service: string): Keychain {
  const place = join(folder, encode(service));
  const fileOf = (account: string) => join(place, encode(account));
  const read = async (file: string): Promise<string | null> => {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    get: (account) => read(fileOf(account)),
    set: async (account, secret) => {
      await mkdir(place, { recursive: true, mode: 0o700 });
      const draft = join(folder, `.${randomUUID()}`);
      await writeFile(draft, secret, { mode: 0o600, flush: true });
      await rename(draft, fileOf(account));
    },
    delete: async (account) => {
      await rm(fileOf(account), { force: true });
    },
    list: async () => {
      const names = await readdir(place).catch(() => []);
      const items = await Promise.all(
        names.map(async (name) => ({ account: decodeURIComponent(name), secret: await read(join(place, name)) })),
      );
      return items.filter((item): item is { account: string; secret: string } => item.secret !== null);
    },
  };
}

/** File names for every platform: ':' and '/' among others are not allowed in all of them. */
function encode(name: string): string {
  return encodeURIComponent(name);
}
