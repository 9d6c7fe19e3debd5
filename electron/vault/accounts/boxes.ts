import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readAs } from '../../../shared/read-as.ts';
import { fields, toBase64, utf8 } from '../crypto/bytes.ts';
import { deriveKey, mac } from '../crypto/derive-key.ts';
import { open, seal } from '../crypto/sealed-box.ts';

/** What a record is about: an account by its id, a stranger by a MAC of the name. */
export type RecordKind = 'account' | 'stranger';

/**
 * How documents lie in accounts.db: sealed under subkeys of the device secret, each bound to its place, so that a
 * record can neither be read nor exchanged without the keychain of this device.
 */
export function createBoxes(device: Uint8Array) {
  const recordKey = deriveKey(device, 'accounts/record');
  const stateKey = deriveKey(device, 'accounts/state');
  const recordAad = (kind: RecordKind, id: string) => fields('accounts/record', kind, id);
  const stateAad = fields('accounts/state');
  return {
    /** The same for every file of this device: tells a foreign file from a damaged one. */
    deviceMark: mac(deriveKey(device, 'accounts/device'), 'accounts.db'),
    sealRecord: (kind: RecordKind, id: string, document: unknown) =>
      seal(recordKey, utf8(JSON.stringify(document)), recordAad(kind, id)),
    openRecord: <Schema extends z.ZodType>(schema: Schema, kind: RecordKind, id: string, box: Uint8Array) =>
      read(schema, open(recordKey, box, recordAad(kind, id))),
    sealState: (document: unknown) => seal(stateKey, utf8(JSON.stringify(document)), stateAad),
    openState: <Schema extends z.ZodType>(schema: Schema, box: Uint8Array) =>
      read(schema, open(stateKey, box, stateAad)),
    /** Binds events to their numbers: neither can be forged or moved by whoever can write the file. */
    outboxKey: deriveKey(device, 'accounts/outbox'),
  };
}
export type Boxes = ReturnType<typeof createBoxes>;

/** One digest over all records, whatever their order: id and hash of each box. Base64. */
export function digestOf(hashes: ReadonlyMap<string, Uint8Array>): string {
  const digest = createHash('sha256');
  for (const id of [...hashes.keys()].sort()) digest.update(fields(id, hashes.get(id) ?? ''));
  return toBase64(digest.digest());
}

export const hashOf = (box: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(box).digest());

function read<Schema extends z.ZodType>(schema: Schema, plain: Uint8Array | null): z.infer<Schema> | null {
  if (!plain) return null;
  const document = readAs(schema, JSON.parse(new TextDecoder().decode(plain)));
  return document.success ? document.data : null;
}
