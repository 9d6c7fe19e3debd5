import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../harness/random.ts';
import type { Place, Spoiled } from './scene.ts';
import { keychainOf, writeFiles, type Snapshot } from './snapshot.ts';

const isLog = (name: string): boolean => name.endsWith('-wal');

/** Puts an older copy in the place of a database, of a part of one, of several, or of everything. */
export function putBack(place: Place, random: Random): Spoiled {
  const { scene, folder, keychain } = place;
  const older = random.pick(scene.older);
  const all = [...new Set([...scene.now.files.keys(), ...older.files.keys()])];
  const drawn = random.int(0, 9);
  if (drawn === 0) {
    replace(folder, older, all);
    keychain.items.clear();
    for (const [service, stored] of keychainOf(older.items).items) keychain.items.set(service, stored);
    return told('everything with the keychain', older, all);
  }
  const databases = all.filter((name) => !isLog(name));
  const chosen = drawn < 7 ? [random.pick(databases)] : databases.filter(() => random.chance(0.6));
  const parts = chosen.flatMap((name) => {
    const whole = all.filter((part) => part === name || part === `${name}-wal`);
    return drawn === 1 ? whole.filter(isLog) : drawn === 2 ? whole.filter((part) => !isLog(part)) : whole;
  });
  replace(folder, older, parts);
  return told(drawn < 3 ? 'a part of an older copy' : 'an older copy', older, parts);
}

function replace(folder: string, { files }: Snapshot, names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, name), { force: true });
  writeFiles(new Map([...files].filter(([name]) => names.includes(name))), folder);
}

const told = (kind: string, { name }: Snapshot, files: readonly string[]): Spoiled => ({
  kind,
  says: `${files.join(', ') || 'nothing'} put back to “${name}”`,
  files,
  from: name,
});
