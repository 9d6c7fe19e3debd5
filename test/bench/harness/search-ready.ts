import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { utf8 } from '../../../electron/vault/crypto/bytes.ts';
import { open, seal } from '../../../electron/vault/crypto/sealed-box.ts';
import { padded, unpadded } from '../../../electron/vault/notes/note-box.ts';
import type { Note } from '../../../electron/vault/notes/note-document.ts';
import { createNotes } from '../../../electron/vault/notes/notes.ts';
import { systemClock } from '../../../shared/clock.ts';
import type { Figure } from './bench.ts';
import { atMostTimes, timeFigure } from './figure.ts';
import { makeSampleVault } from './sample-vault.ts';
import { alternate, timed } from './samples.ts';

/**
 * From the user key to the answer to the first search: the file checked, every note proven, decrypted and looked
 * through. Against a loop that only reads rows like them, opens both boxes of each, and reads what is in the inner one.
 */
export async function measureSearchReady(
  { notes, ...turns }: { notes: number; turns: number; warmUp: number },
  say: (line: string) => void,
): Promise<Figure> {
  const sample = await makeSampleVault(notes);
  const loop = makeDecryptLoop(`${sample.path}.bare`, (await sample.open()).notes);
  try {
    const taken = await alternate(
      { ...turns, sweeps: true },
      async () => {
        const start = performance.now();
        const vault = await sample.open();
        const { handlers } = createNotes(vault, {
          ...{ clock: systemClock, noteExpiry: () => 0, report: () => undefined, told: () => undefined },
        });
        const found = await handlers['notes.search']({ query: 'order' });
        const time = performance.now() - start;
        if (!found.ok || vault.notes.length !== notes) throw new Error('the vault did not open whole');
        return time;
      },
      loop.run,
    );
    return timeFigure('unlock/search', taken, { by: 'median', goal: atMostTimes(1.5) }, say);
  } finally {
    loop.close();
    sample.remove();
  }
}

/** A table of the same notes, each under a key of its own that is wrapped under one more. */
function makeDecryptLoop(path: string, notes: readonly Note[]) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE notes (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL, box BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO notes VALUES (?, ?, ?)');
  const outer = new Uint8Array(randomBytes(32));
  db.transaction(() => {
    for (const { id, document } of notes) {
      const key = new Uint8Array(randomBytes(32));
      insert.run(id, seal(outer, key, utf8(id)), seal(key, padded(JSON.stringify(document)), utf8(id)));
    }
  })();
  const rows = db.prepare<[], { id: string; wrapped: Buffer; box: Buffer }>('SELECT * FROM notes');
  return {
    run: (): number =>
      timed(() => {
        for (const { id, wrapped, box } of rows.all()) {
          const key = open(outer, wrapped, utf8(id));
          const plain = key && open(key, box, utf8(id));
          if (!plain) throw new Error('a box does not open');
          JSON.parse(unpadded(plain));
        }
      }),
    close: () => {
      db.close();
    },
  };
}
