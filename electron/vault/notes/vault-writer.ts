import type Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { draftEvent, type EventData, type EventDraft, type EventType } from '../../../shared/events/index.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { createOutbox } from '../outbox.ts';
import { changeGroup, viewDigest, type Manifest } from './manifest.ts';
import type { NoteRow, SealedRow, StoredRow } from './note-box.ts';
import type { RowTags } from './row-tags.ts';
import { createMeta } from './vault-meta.ts';

/** What may be written in one transaction, each change together with its event; the manifest follows by itself. */
export type Writer = {
  insert(row: SealedRow): void;
  update(row: SealedRow): void;
  remove(id: string): void;
  markDamaged(id: string): void;
  /** Takes away a mark that is not the device's. */
  reopen(id: string): void;
  /** Takes away marks that have been looked at. */
  forgetShredded(expires: readonly number[]): void;
  keepView(box: Uint8Array): void;
  event<T extends EventType>(type: T, data: EventData<T>, outcome?: EventDraft['outcome']): void;
  /** The manifest of this commit, to be changed otherwise than by a row. */
  manifest: Manifest;
};

type Scene = { tools: VaultTools; tags: RowTags; account: string; now: () => number; typed: Typed };

/** The row that was written last, which somebody who types writes anew at once. */
export type Typed = { row: SealedRow | null };

/** Writes rows and leads the manifest with them. Throws for a row that is gone: what is called saved must lie there. */
export function createWriter(
  { tools, tags, account, now, typed }: Scene,
  manifest: Manifest,
): { writer: Writer; events: () => number } {
  let events = 0;
  const rowOf = (id: string): StoredRow => {
    const row = tools.row.get(id);
    if (!row) throw new Error('a row that is not there');
    return row;
  };
  const came = (expires: number, tag: Uint8Array) => {
    changeGroup(manifest, expires, tag, 1);
  };
  const goes = (row: StoredRow) => {
    changeGroup(manifest, row.expires, tags.of(row), -1);
  };
  const writer: Writer = {
    manifest,
    insert: ({ stamp, ...row }) => {
      if (tools.insert.run(row).changes !== 1) throw new Error('a row that was not written');
      came(row.expires, stamp);
    },
    update: (sealed) => {
      const { stamp, ...row } = sealed;
      // Looked at before anything is written: what is taken out must be what lay there, whatever a write does in this file.
      const last = typed.row?.id === row.id && typed.row !== sealed ? typed.row : null;
      const isLast = last !== null && tools.lies.get(last) === 1;
      const before = isLast ? { ...last, closed: null, damaged: 0 } : rowOf(row.id);
      if (isSame(before, row)) throw new Error('a row that is there before it was written');
      if (tools.update.run(row).changes !== 1) throw new Error('a row that was not written');
      typed.row = sealed;
      // In this order: an instant without rows is forgotten, and with it that its only row was not the one written here.
      came(before.expires, tags.with({ ...before, ...row }, stamp));
      // What was written here last need not be opened to be taken out: its stamp is known.
      if (isLast) changeGroup(manifest, last.expires, last.stamp, -1);
      else goes(before);
    },
    remove: (id) => {
      typed.row = null;
      goes(rowOf(id));
      tools.remove.run(id);
    },
    markDamaged: (id) => {
      const before = rowOf(id);
      tools.damaged.run(id);
      came(before.expires, tags.of({ ...before, damaged: 1 }));
      goes(before);
    },
    reopen: (id) => {
      tools.reopen.run(id);
    },
    forgetShredded: (expires) => {
      for (const instant of expires) tools.forget.run(instant);
    },
    keepView: (box) => {
      tools.meta.set('view', box);
      manifest.view = viewDigest(box);
    },
    event: (type, data, outcome) => {
      const time = now();
      tools.outbox.add(draftEvent(v7({ msecs: time }), time, account, type, data, outcome));
      events += 1;
    },
  };
  return { writer, events: () => events };
}

/** Whether this lies there, byte for byte, and was never told to be damaged. */
const isSame = (there: StoredRow, { id, expires, revision, wrapped, box }: NoteRow): boolean =>
  there.id === id &&
  there.expires === expires &&
  there.revision === revision &&
  there.damaged === 0 &&
  isBytes(there.wrapped, wrapped) &&
  isBytes(there.box, box);

/** In a table that somebody has built anew anything may stand there. */
const isBytes = (there: unknown, bytes: Uint8Array): boolean => there instanceof Uint8Array && sameBytes(there, bytes);

export type VaultTools = ReturnType<typeof prepareTools>;

/** The statements of an open file. */
export function prepareTools(db: Database.Database, source: string, macKey: Uint8Array) {
  const columns = 'id, expires, revision, wrapped, box, closed, damaged';
  // Made once: making a transaction takes as long as some of what a save does in it.
  const run = db.transaction((work: () => unknown) => work());
  const undone = new Error('undone');
  const undo = (): never => {
    throw undone;
  };
  return {
    /** @returns null where the work has asked that nothing of it be kept. */
    transaction: <Value>(work: (undo: () => never) => Value): Value | null => {
      try {
        return run.immediate(() => work(undo)) as Value;
      } catch (error) {
        if (error === undone) return null;
        throw error;
      }
    },
    meta: createMeta(db),
    outbox: createOutbox(db, source, macKey),
    rows: db.prepare<[], StoredRow>(`SELECT ${columns} FROM notes`),
    row: db.prepare<[string], StoredRow>(`SELECT ${columns} FROM notes WHERE id = ?`),
    shredded: db.prepare<[], { expires: number; mac: Uint8Array }>('SELECT expires, mac FROM shredded'),
    insert: db.prepare<NoteRow>(
      'INSERT INTO notes (id, expires, revision, wrapped, box) VALUES (@id, @expires, @revision, @wrapped, @box)',
    ),
    update: db.prepare<NoteRow>('UPDATE notes SET revision = @revision, wrapped = @wrapped, box = @box WHERE id = @id'),
    lies: db
      .prepare<NoteRow, number>(
        `SELECT 1 FROM notes WHERE id = @id AND expires = @expires AND revision = @revision
          AND wrapped = @wrapped AND box = @box AND damaged = 0`,
      )
      .pluck(),
    remove: db.prepare<[string]>('DELETE FROM notes WHERE id = ?'),
    damaged: db.prepare<[string]>('UPDATE notes SET damaged = 1 WHERE id = ?'),
    reopen: db.prepare<[string]>('UPDATE notes SET closed = NULL WHERE id = ?'),
    forget: db.prepare<[number]>('DELETE FROM shredded WHERE expires = ?'),
  };
}
