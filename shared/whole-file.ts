import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file for its owner alone, whole or not at all: under its own name it is there only when the disk has all of
 * it, so that a kill leaves no half export behind that looks like one. Rejects when the disk does not take it; what was
 * there before stays then.
 */
export async function writeWholeFile(place: string, bytes: Uint8Array): Promise<void> {
  const part = `${place}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, place);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
