import type { z } from 'zod';
import { parseJson } from '../json.ts';
import { readAs } from '../read-as.ts';
import type { Keychain } from './keychain.ts';

/** An item that holds JSON. @returns null when there is none, `unreadable` for one that says nothing. Throws `KeychainError`. */
export async function readItem<Value>(
  keychain: Pick<Keychain, 'get'>,
  item: string,
  schema: z.ZodType<Value>,
): Promise<Value | 'unreadable' | null> {
  const stored = await keychain.get(item);
  if (stored === null) return null;
  const read = readAs(schema, parseJson(stored));
  return read.success ? read.data : 'unreadable';
}
