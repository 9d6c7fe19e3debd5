import { fields, sameBytes } from '../crypto/bytes.ts';
import { deriveKey, mac } from '../crypto/derive-key.ts';

/**
 * What the device does to notes without their owner's key: it closes them, and it shreds what has expired. Both leave
 * a MAC under a subkey of the device secret, so that whoever can only write the file cannot pass off a removal as an
 * expiry.
 */
export type ExpiryMarks = {
  /** Stands in a row that was closed and must not open again. */
  closed(id: string, expires: number): Uint8Array;
  /** Stands for the rows that ended at this instant and are gone. */
  shredded(expires: number): Uint8Array;
  isClosed(row: { id: string; expires: number; closed: Uint8Array | null }): boolean;
  isShredded(mark: { expires: number; mac: Uint8Array }): boolean;
};

export function createExpiryMarks(device: Uint8Array, account: string): ExpiryMarks {
  const key = deriveKey(device, 'vault/expiry', account);
  const closed = (id: string, expires: number) => mac(key, fields('closed', id, expires));
  const shredded = (expires: number) => mac(key, fields('shredded', expires));
  return {
    closed,
    shredded,
    isClosed: ({ id, expires, closed: mark }) => mark !== null && sameBytes(mark, closed(id, expires)),
    isShredded: ({ expires, mac: mark }) => sameBytes(mark, shredded(expires)),
  };
}
