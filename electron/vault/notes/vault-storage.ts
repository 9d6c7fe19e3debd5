import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { expireRows, forgetPages, type Expired } from './expiry.ts';
import type { ExpiryMarks } from './expiry-marks.ts';
import { copyOf, type Manifest, type ManifestBoxes } from './manifest.ts';
import type { StoredRow } from './note-box.ts';
import type { RowTags } from './row-tags.ts';
import type { Look } from './trusted-time.ts';
import { canWrite, openVaultFile, type VaultFile } from './vault-file.ts';
import { manifestName } from './vault-meta.ts';
import { createWriter, prepareTools, type Writer } from './vault-writer.ts';

export type VaultStorage = {
  /** Everything that the file holds at one moment; its rows can be gone through once, and only by `use`. */
  read<Value>(use: (content: VaultContent) => Value): Value;
  view(): Uint8Array | null;
  /** As the last commit or opening knew it. */
  manifest(): Manifest;
  /** One durable transaction. Throws what the disk says; nothing is half written then. @returns whether events wait by it. */
  commit(work: (writer: Writer) => void): boolean;
  expire(time: Pick<Look, 'wall' | 'trusted'>): Expired;
  /** Takes deleted pages out of the log. Throws as the disk does. */
  forgetPages(): void;
  pendingEvents(): OutboxEntry[];
  acknowledge(ids: readonly string[]): void;
};

export type VaultContent = {
  rows: Iterable<StoredRow>;
  shredded: { expires: number; mac: Uint8Array }[];
  view: Uint8Array | null;
  /** null: the numbers of the outbox are not as they were written, which the outbox itself tells. */
  nextEvent: number | null;
};

/**
 * One person's file, as its vault uses it. A file that could only be read is tried again at each commit, so that a
 * mended folder takes the next change.
 * @param macKey of the outbox
 * @param opened the manifest as it lies in the file
 */
export function createVaultStorage(
  first: VaultFile,
  opened: { box: Uint8Array; manifest: Manifest },
  {
    path,
    account,
    macKey,
    marks,
    manifests,
    tags,
    clock,
  }: {
    path: string;
    account: string;
    macKey: Uint8Array;
    marks: ExpiryMarks;
    manifests: ManifestBoxes;
    tags: RowTags;
    clock: Clock;
  },
): VaultStorage {
  let file = first;
  let known = opened;
  let tools = prepareTools(first.db, outboxSource(account), macKey);
  const ensureWritable = () => {
    if (file.writable || !canWrite(path)) return;
    // Closed first: within one process SQLite lets a file that is open for reading be opened for nothing more.
    file.db.close();
    const again = openVaultFile(path);
    if (!again.ok) return;
    file = again.value;
    tools = prepareTools(file.db, outboxSource(account), macKey);
  };
  /** The manifest as it lies in the file: another one than was written here must be a newer one. */
  const current = (): Manifest => {
    const box = tools.meta.get(manifestName);
    if (box && sameBytes(box, known.box)) return known.manifest;
    const found = box && manifests.open(box);
    if (!found || found.epoch < known.manifest.epoch || found.commits <= known.manifest.commits)
      throw new Error('the manifest was changed under a living vault');
    return found;
  };
  const commit = (work: (writer: Writer) => void) => {
    ensureWritable();
    let tells = false;
    known = tools.transaction(() => {
      const manifest = copyOf(current());
      const { writer, events } = createWriter({ tools, tags, account, now: () => clock.now() }, manifest);
      work(writer);
      tells = events() > 0;
      manifest.commits += 1;
      if (tells) manifest.nextEvent = tools.outbox.next() ?? manifest.nextEvent;
      const box = manifests.seal(manifest);
      tools.meta.set(manifestName, box);
      return { box, manifest };
    });
    return tells;
  };
  return {
    read: (use) =>
      file.db.transaction(() => {
        const [shredded, view, nextEvent] = [tools.shredded.all(), tools.meta.get('view'), tools.outbox.next()];
        // One by one: ten thousand rows at once would keep the garbage collector busy for as long as their decryption.
        return use({ rows: tools.rows.iterate(), shredded, view, nextEvent });
      })(),
    view: () => tools.meta.get('view'),
    manifest: () => known.manifest,
    commit,
    expire: ({ wall, trusted }) => {
      ensureWritable();
      const expired = expireRows(file.db, tools.outbox, marks, { owner: account, wall, trusted });
      if (expired.shredded > 0) {
        commit(({ manifest, forgetShredded }) => {
          const over = (expires: number) => expires <= trusted;
          for (const expires of [...manifest.groups.keys()].filter(over)) manifest.groups.delete(expires);
          forgetShredded(
            tools.shredded
              .all()
              .map(({ expires }) => expires)
              .filter(over),
          );
        });
      }
      return expired;
    },
    forgetPages: () => {
      forgetPages(file.db);
    },
    pendingEvents: () => (file.writable ? tools.outbox.pending(clock.now()) : []),
    acknowledge: (ids) => {
      if (file.writable) tools.outbox.acknowledge(ids);
    },
  };
}

/** The key of the outbox of a person's vault: of the device, so that the gate can read it without that person's key. */
export const outboxKey = (device: Uint8Array, account: string): Uint8Array =>
  deriveKey(device, 'vault/outbox', account);

/** The outbox's name of a person's vault. */
export const outboxSource = (account: string): string => `vault:${account}`;
