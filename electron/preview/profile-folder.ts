import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mark = 'made-by-preview';

/**
 * The preview's own profile folder. @returns null where a profile of the product lies there: what a real keychain
 * protects is never opened by a host that has none (design, section 11).
 */
export function openPreviewFolder(folder: string): string | null {
  const profile = join(folder, 'profile');
  if (existsSync(profile) && !existsSync(join(folder, mark))) return null;
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, mark), '');
  return profile;
}
