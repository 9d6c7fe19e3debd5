import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMemoryKeychain, type MemoryKeychain } from '../../support/memory-keychain.ts';

/** A folder and a keychain as they were at one moment; what a living SQLite maps into memory (`-shm`) is no part of it. */
export type Snapshot = {
  name: string;
  /** By their path in the folder. */
  files: ReadonlyMap<string, Buffer>;
  items: MemoryKeychain['items'];
};

export function takeSnapshot(name: string, folder: string, keychain: Pick<MemoryKeychain, 'items'>): Snapshot {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('-shm')) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1), readFileSync(path));
  }
  return { name, files, items: copyItems(keychain.items) };
}

export function writeFiles(files: Snapshot['files'], folder: string): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

/** A keychain of its own with these items. */
export function keychainOf(items: Snapshot['items']): MemoryKeychain {
  const keychain = createMemoryKeychain();
  for (const [service, stored] of copyItems(items)) keychain.items.set(service, stored);
  return keychain;
}

const copyItems = (items: Snapshot['items']): Snapshot['items'] =>
  new Map([...items].map(([service, stored]) => [service, new Map(stored)]));
