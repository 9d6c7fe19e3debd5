import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { expireRows, forgetPages, type Expired } from './expiry.ts';
import type { ExpiryMarks } from './expiry-marks.ts';
import { copyOf, type Manifest, type ManifestBoxes } from './manifest.ts';
import type { StoredRow } from './note-box.ts';
import type { RowTags } from './row-tags.ts';
import type { Look } from './trusted-time.ts';
import { canWrite, openVaultFile, type VaultFile } from './vault-file.ts';
import { manifestName } from './vault-meta.ts';
import { createWriter, prepareTools, type Typed, type Writer } from './vault-writer.ts';

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

/** A manifest, and the box in which it lies in the file. */
type Known = { box: Uint8Array; manifest: Manifest };

/**
 * One person's file, as its vault uses it. A file that could only be read is tried again at each commit, so that a
 * mended folder takes the next change.
 * @param macKey of the outbox
 * @param opened the manifest as it lies in the file
 */
export function createVaultStorage(
  first: VaultFile,
  opened: Known,
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
  let known: Known = opened;
  let tools = prepareTools(first.db, outboxSource(account), macKey);
  const typed: Typed = { row: null };
  const ensureWritable = () => {
    if (file.writable || !canWrite(path)) return;
    // Closed first: within one process SQLite lets a file that is open for reading be opened for nothing more.
    file.db.close();
    const again = openVaultFile(path);
    if (!again.ok) return;
    file = again.value;
    tools = prepareTools(file.db, outboxSource(account), macKey);
  };
  /** The manifest as it lies in the file, where it is not the one that was written here: it must be a newer one. */
  const newer = (): Known => {
    const box = tools.meta.get(manifestName);
    const manifest = box && manifests.open(box);
    if (!manifest || manifest.epoch < known.manifest.epoch || manifest.commits <= known.manifest.commits)
      throw new Error('the manifest was changed under a living vault');
    return { box, manifest };
  };
  /** @returns null, and nothing is written, where another manifest lies there than the one to go on from. */
  const written = (work: (writer: Writer) => void, from: () => Known): (Known & { tells: boolean }) | null =>
    tools.transaction((undo) => {
      const before = from();
      const manifest = copyOf(before.manifest);
      const { writer, events } = createWriter({ tools, tags, account, now: () => clock.now(), typed }, manifest);
      work(writer);
      const tells = events() > 0;
      manifest.commits += 1;
      if (tells) manifest.nextEvent = tools.outbox.next() ?? manifest.nextEvent;
      const box = manifests.seal(manifest);
      return tools.meta.replace(manifestName, before.box, box) ? { box, manifest, tells } : undo();
    });
  const commit = (work: (writer: Writer) => void): boolean => {
    ensureWritable();
    // As a rule nobody else has written meanwhile, and it need not be read.
    const done = written(work, () => known) ?? written(work, newer);
    if (!done) throw new Error('the manifest was changed in a transaction');
    known = done;
    return done.tells;
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
