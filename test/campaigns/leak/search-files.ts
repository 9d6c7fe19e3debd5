import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchFor, type Wanted } from './canaries.ts';

/** @returns what of it lies in which file, database or log below these folders, whatever they are called. */
export function lyingIn(folders: readonly string[], wanted: Wanted): { file: string; what: string }[] {
  const search = searchFor(wanted);
  return folders.flatMap(filesBelow).flatMap((file) => search(read(file)).map((what) => ({ file, what })));
}

function filesBelow(folder: string): string[] {
  return list(folder).flatMap((name) => {
    const path = join(folder, name);
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (entry?.isDirectory()) return filesBelow(path);
    return entry?.isFile() ? [path] : [];
  });
}

/** Files come and go while a program runs. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
