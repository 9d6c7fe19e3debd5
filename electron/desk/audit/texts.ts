import { createHash, randomBytes } from 'node:crypto';
import type { DeskDatabase } from '../store/desk-database.ts';

export type Texts = { keep(text: string): string; of(digest: string): string | null; erase(digest: string): void };

/**
 * Free text beside the log (design, section 8). An event carries SHA-256(salt ‖ text), so that the text can be proven
 * while it is kept and, with text and salt gone, not even be guessed.
 */
export function createTexts(db: DeskDatabase): Texts {
  const insert = db.prepare('INSERT INTO texts (digest, salt, text) VALUES (?, ?, ?)');
  const select = db.prepare<[Buffer], { salt: Buffer; text: string }>('SELECT salt, text FROM texts WHERE digest = ?');
  const remove = db.prepare('DELETE FROM texts WHERE digest = ?');
  // The write-ahead log may still hold the page as it was; inside a transaction it can only be emptied afterwards.
  const emptyLog = () => {
    if (db.open) db.pragma('wal_checkpoint(TRUNCATE)');
  };
  return {
    keep: (text) => {
      const salt = randomBytes(32);
      const digest = digestOf(salt, text);
      insert.run(digest, salt, text);
      return digest.toString('hex');
    },
    of: (digest) => {
      const row = select.get(Buffer.from(digest, 'hex'));
      // Changed in the file, it is not the text that the log speaks of.
      return row && digestOf(row.salt, row.text).toString('hex') === digest ? row.text : null;
    },
    erase: (digest) => {
      remove.run(Buffer.from(digest, 'hex'));
      if (db.inTransaction) queueMicrotask(emptyLog);
      else emptyLog();
    },
  };
}

const digestOf = (salt: Uint8Array, text: string): Buffer =>
  createHash('sha256').update(salt).update(text, 'utf8').digest();
