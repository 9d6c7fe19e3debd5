import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import type { Clock } from '../../../shared/clock.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { draftEvent, type EventData, type EventDraft, type EventType } from '../../../shared/events/index.ts';
import { deriveKey } from '../crypto/derive-key.ts';
import { createOutbox } from '../outbox.ts';
import { expireRows, forgetPages, type Expired } from './expiry.ts';
import type { NoteRow } from './note-box.ts';
import type { Look } from './trusted-time.ts';
import { canWrite, openVaultFile, type VaultFile } from './vault-file.ts';
import { createMeta } from './vault-meta.ts';

/** What may be written in one transaction, each change together with its event. */
export type Writer = {
  insert(row: NoteRow): void;
  update(row: Pick<NoteRow, 'id' | 'revision' | 'box'>): void;
  remove(id: string): void;
  markDamaged(id: string): void;
  keepView(box: Uint8Array): void;
  event<T extends EventType>(type: T, data: EventData<T>, outcome?: EventDraft['outcome']): void;
};

export type VaultStorage = {
  /** Rows of notes that are still open. */
  rows(): (NoteRow & { damaged: number })[];
  view(): Uint8Array | null;
  /** One durable transaction. Throws what the disk says; nothing is half written then. */
  commit(work: (writer: Writer) => void): void;
  expire(time: Pick<Look, 'wall' | 'trusted'>): Expired;
  /** Takes deleted pages out of the log. Throws as the disk does. */
  forgetPages(): void;
  pendingEvents(): OutboxEntry[];
  acknowledge(ids: readonly string[]): void;
};

/**
 * One person's file, as its vault uses it. A file that could only be read is tried again at each commit, so that a
 * mended folder takes the next change.
 * @param macKey of the outbox
 */
export function createVaultStorage(
  first: VaultFile,
  { path, account, macKey, clock }: { path: string; account: string; macKey: Uint8Array; clock: Clock },
): VaultStorage {
  let file = first;
  let tools = prepare(first.db, account, macKey);
  const ensureWritable = () => {
    if (file.writable || !canWrite(path)) return;
    // Closed first: within one process SQLite lets a file that is open for reading be opened for nothing more.
    file.db.close();
    const again = openVaultFile(path);
    if (!again.ok) return;
    file = again.value;
    tools = prepare(file.db, account, macKey);
  };
  const writer: Writer = {
    insert: (row) => {
      tools.insert.run(row);
    },
    update: (row) => {
      tools.update.run(row);
    },
    remove: (id) => {
      tools.remove.run(id);
    },
    markDamaged: (id) => {
      tools.damaged.run(id);
    },
    keepView: (box) => {
      tools.meta.set('view', box);
    },
    event: (type, data, outcome) => {
      const now = clock.now();
      tools.outbox.add(draftEvent(v7({ msecs: now }), now, account, type, data, outcome));
    },
  };
  return {
    rows: () => tools.rows.all(),
    view: () => tools.meta.get('view'),
    commit: (work) => {
      ensureWritable();
      file.db.transaction(work).immediate(writer);
    },
    expire: ({ wall, trusted }) => {
      ensureWritable();
      return expireRows(file.db, tools.outbox, { owner: account, wall, trusted });
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

function prepare(db: Database.Database, account: string, macKey: Uint8Array) {
  return {
    meta: createMeta(db),
    outbox: createOutbox(db, outboxSource(account), macKey),
    rows: db.prepare<[], NoteRow & { damaged: number }>(
      'SELECT id, expires, revision, wrapped, box, damaged FROM notes WHERE closed = 0',
    ),
    insert: db.prepare<NoteRow>(
      'INSERT INTO notes (id, expires, revision, wrapped, box) VALUES (@id, @expires, @revision, @wrapped, @box)',
    ),
    update: db.prepare<Pick<NoteRow, 'id' | 'revision' | 'box'>>(
      'UPDATE notes SET revision = @revision, box = @box WHERE id = @id',
    ),
    remove: db.prepare<[string]>('DELETE FROM notes WHERE id = ?'),
    damaged: db.prepare<[string]>('UPDATE notes SET damaged = 1 WHERE id = ?'),
  };
}
