import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createNotes } from '../../electron/vault/notes/notes.ts';
import type { OpenVault } from '../../electron/vault/notes/open-vault.ts';
import { createPostman } from '../../electron/vault/notes/postman.ts';
import { manifestName } from '../../electron/vault/notes/vault-meta.ts';
import { systemClock } from '../../shared/clock.ts';
import type { SaveState } from '../../shared/contract/vault.ts';
import type { Bench } from './harness/bench.ts';
import { atMostTimes, timeFigure } from './harness/figure.ts';
import { alternate, summary, timed } from './harness/samples.ts';
import { makeSampleVault } from './harness/sample-vault.ts';

/** A minute of typing goes before: what is typed in a shift is written by code that is warm. */
const sizes = { full: { notes: 1_000, turns: 500, warmUp: 500 }, short: { notes: 20, turns: 5, warmUp: 1 } };
/** Saves of one note in a row: a few seconds of typing, two letters from save to save. */
const savesInARow = 20;
const lettersOfSave = 2;
const typed = ' клиент просит перезвонить завтра after noon';

/**
 * From the end of the pause in which further keys are waited for (up to 120 ms) to the moment at which the vault says
 * "saved". What is done for a change in that pause, guard and encryption, is said beside it.
 */
export const bench: Bench = {
  name: 'note-save',
  says: 'a changed note, until the vault says "saved", against the same bytes in one bare SQLite transaction',
  electron: false,
  measure: async (size, say) => {
    const { notes, turns, warmUp } = sizes[size];
    const sample = await makeSampleVault(notes);
    const written = new Database(sample.path, { readonly: true });
    const rowOf = written.prepare<[string], SavedRow>('SELECT id, revision, wrapped, box FROM notes WHERE id = ?');
    const metaOf = written.prepare<[string], Buffer>('SELECT value FROM meta WHERE name = ?').pluck();
    const vault = await sample.open();
    const prepared: number[] = [];
    const writer = createWriter(vault, prepared);
    const bare = makeBareTable(
      `${sample.path}.bare`,
      vault.notes.map(({ id }) => rowOf.get(id)!),
    );
    /**
     * What the vault has written and the reference has not yet, one turn's ahead: it may be the first of the next turn.
     * Each manifest is written once, because SQLite writes no page whose bytes are what they were.
     */
    const waiting: Saved[] = [];
    const save = async (turn: number): Promise<number> => {
      const note = vault.notes[Math.floor(turn / savesInARow) % notes]!;
      const time = await writer.save(note, turn);
      waiting.push({ row: rowOf.get(note.id)!, manifest: metaOf.get(manifestName)! });
      return time;
    };
    const update = () => {
      const { row, manifest } = waiting.shift()!;
      return timed(() => {
        bare.update(row, manifest);
      });
    };
    try {
      await save(savesInARow * notes - 1);
      const taken = await alternate({ turns, warmUp }, save, update);
      say(`note-save: in the pause before it median ${(summary(prepared).median * 1000).toFixed(0)} µs`);
      const goal = atMostTimes(2);
      return [timeFigure('note-save', taken, { by: 'median', goal }, say)];
    } finally {
      written.close();
      bare.close();
      sample.remove();
    }
  },
};

/** Saves as the vault does when a pause is over, but at once. */
function createWriter(vault: OpenVault, prepared: number[]) {
  let last: { state: SaveState; at: number } | null = null;
  const postman = createPostman(vault.storage, () => undefined);
  const { handlers } = createNotes(vault, {
    clock: systemClock,
    noteExpiry: () => 0,
    report: (state) => (last = { state, at: performance.now() }),
    told: postman.deliver,
  });
  return {
    save: async ({ id, document }: OpenVault['notes'][number], turn: number): Promise<number> => {
      const text = document.text + typed.slice(0, ((turn % savesInARow) + 1) * lettersOfSave);
      const came = performance.now();
      await handlers['notes.write']({ id, change: turn + 1, text, caret: text.length });
      await setImmediate();
      const start = performance.now();
      prepared.push(start - came);
      void handlers['notes.open']({ id });
      if (last?.state.state !== 'saved' || last.state.change !== turn + 1) throw new Error('the vault did not save');
      return last.at - start;
    },
  };
}

type Saved = { row: SavedRow; manifest: Buffer };
type SavedRow = { id: string; revision: number; wrapped: Buffer; box: Buffer };

/** The least that keeps what a save writes: the note's row and the manifest's, in a database with the same promise to the disk. */
function makeBareTable(path: string, rows: readonly SavedRow[]) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  // Of itself a database with a write-ahead log waits for the disk at checkpoints only.
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE notes (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, wrapped BLOB NOT NULL, box BLOB NOT NULL) STRICT;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  `);
  db.prepare('INSERT INTO meta VALUES (?, ?)').run(manifestName, Buffer.alloc(1));
  const insert = db.prepare<SavedRow>('INSERT INTO notes VALUES (@id, @revision, @wrapped, @box)');
  db.transaction(() => {
    for (const row of rows) insert.run(row);
  })();
  const update = db.prepare<SavedRow>(
    'UPDATE notes SET revision = @revision, wrapped = @wrapped, box = @box WHERE id = @id',
  );
  const updateMeta = db.prepare('UPDATE meta SET value = ? WHERE name = ?');
  const save = db.transaction((row: SavedRow, manifest: Buffer) => {
    update.run(row);
    updateMeta.run(manifest, manifestName);
  });
  return {
    update: save.immediate,
    close: () => {
      db.close();
    },
  };
}
