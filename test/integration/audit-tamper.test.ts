import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from '../../electron/desk/audit/audit-log.ts';
import type { DeskDatabase } from '../../electron/desk/store/desk-database.ts';
import { eventBytes, parseEvent } from '../../shared/chain/event.ts';
import { leafHash } from '../../shared/chain/merkle.ts';
import { createSigningKey } from '../../shared/chain/keys.ts';
import {
  createDeskProfile,
  openLog,
  removeDeskProfile,
  signingService,
  type DeskProfile,
} from '../support/desk-log.ts';

let profile: DeskProfile;
let db: DeskDatabase;
let log: AuditLog;
const person = '0b0f1c7e-8a1d-4f6e-9a55-0a3c5ce7a001';

/** Two chains in one log: places 0 to 5 are the first (its key was lost), 6 to 11 the second; 9 and 11 are signed. */
beforeAll(async () => {
  profile = createDeskProfile();
  ({ db, log } = await openLog(profile));
  for (let seconds = 1; seconds <= 4; seconds += 1) log.record('call.ended', { seconds }, { actor: person });
  log.signHead();
  log.close();
  profile.keychain.items.get(signingService)?.clear();
  ({ db, log } = await openLog(profile));
  for (let seconds = 1; seconds <= 3; seconds += 1) log.record('call.ended', { seconds }, { actor: person });
  log.signHead();
  for (let seconds = 4; seconds <= 5; seconds += 1) log.record('call.ended', { seconds }, { actor: person });
  log.signHead();
  db.pragma('foreign_keys = OFF');
});
afterAll(() => {
  log.close();
  removeDeskProfile(profile);
});

// Whatever a test does to the rows is undone behind it.
beforeEach(() => {
  db.exec('BEGIN');
});
afterEach(() => {
  db.exec('ROLLBACK');
});

/** Alters an event as somebody would who knows the format: good form, columns and hash to match. */
function rewrite(at: number): void {
  const bytes = db.prepare<[number], Buffer>('SELECT bytes FROM events WHERE at = ?').pluck().get(at);
  const event = parseEvent(bytes ?? Buffer.alloc(0));
  if (!event.ok) throw new Error('no event there');
  const altered = eventBytes({ ...event.value, time: event.value.time + 1 });
  db.prepare('UPDATE events SET bytes = ?, leaf = ?, time = ? WHERE at = ?').run(
    altered,
    leafHash(altered),
    event.value.time + 1,
    at,
  );
}

const swap = (left: number, right: number) => `
  UPDATE events SET at = -1 WHERE at = ${left}; UPDATE events SET at = ${left} WHERE at = ${right};
  UPDATE events SET at = ${right} WHERE at = -1;`;

const harms: [what: string, firstWrong: number, harm: () => unknown][] = [
  ['an event’s bytes edited', 2, () => db.exec("UPDATE events SET bytes = CAST(bytes || ' ' AS BLOB) WHERE at = 2")],
  [
    'an event written anew',
    2,
    () => {
      rewrite(2);
    },
  ],
  [
    'the first event written anew',
    0,
    () => {
      rewrite(0);
    },
  ],
  [
    'an event before a signature written anew',
    9,
    () => {
      rewrite(9);
    },
  ],
  [
    'the last event written anew',
    11,
    () => {
      rewrite(11);
    },
  ],
  ['a time edited in its column only', 3, () => db.exec('UPDATE events SET time = time + 1 WHERE at = 3')],
  ['a type edited in its column only', 3, () => db.exec("UPDATE events SET type = 'call.began' WHERE at = 3")],
  ['a person taken out of a column', 3, () => db.exec('UPDATE events SET actor = NULL WHERE at = 3')],
  ['a hash edited', 8, () => db.exec('UPDATE events SET leaf = zeroblob(32) WHERE at = 8')],
  ['an event removed', 3, () => db.exec('DELETE FROM events WHERE at = 3')],
  [
    'an event removed and the rest moved up',
    3,
    () => {
      db.exec('DELETE FROM events WHERE at = 3');
      for (let at = 4; at <= 11; at += 1) db.exec(`UPDATE events SET at = ${at - 1} WHERE at = ${at}`);
    },
  ],
  ['the first event removed', 0, () => db.exec('DELETE FROM events WHERE at = 0')],
  ['the last event removed', 11, () => db.exec('DELETE FROM events WHERE at = 11')],
  ['the end cut off behind a signature that stayed', 10, () => db.exec('DELETE FROM events WHERE at >= 10')],
  ['everything removed', 0, () => db.exec('DELETE FROM events')],
  ['two events swapped', 2, () => db.exec(swap(2, 3))],
  [
    'an event put into the first chain’s end',
    6,
    () =>
      db.exec(`
    UPDATE events SET at = at + 100 WHERE at >= 6; UPDATE events SET at = at - 99 WHERE at >= 106;
    INSERT INTO events SELECT 6, chain, 6, randomblob(16), time, type, actor, subject, leaf, bytes FROM events WHERE at = 4`),
  ],
  ['a signature edited', 9, () => db.exec('UPDATE heads SET signature = zeroblob(64) WHERE chain = 2 AND seq = 3')],
  ['a signature of another time', 11, () => db.exec('UPDATE heads SET time = time + 1 WHERE chain = 2 AND seq = 5')],
  ['a signature moved to another number', 8, () => db.exec('UPDATE heads SET seq = 2 WHERE chain = 2 AND seq = 3')],
  [
    'a chain’s key exchanged',
    6,
    () => db.prepare('UPDATE chains SET public_key = ? WHERE ordinal = 2').run(createSigningKey().publicKey),
  ],
  ['a chain’s events given to the other', 6, () => db.exec('UPDATE events SET chain = 1 WHERE at >= 6')],
  ['more acknowledged by central than there is', 12, () => db.exec('UPDATE chains SET synced = 99 WHERE ordinal = 2')],
];

describe('a proof of the log', () => {
  it('finds nothing wrong where nobody touched it', async () => {
    expect(await log.prove()).toEqual({ length: 12, whole: true, firstWrong: null });
    expect(log.state().state).toBe('whole');
  });

  it.each(harms)('finds %s, names the place, and the desk shows it', async (_what, firstWrong, harm) => {
    harm();
    expect(await log.prove()).toMatchObject({ whole: false, firstWrong });
    expect(log.state().state).toBe('broken');
  });

  it('finds any change of any byte of an event', async () => {
    const read = db.prepare<[number], Buffer>('SELECT bytes FROM events WHERE at = ?').pluck();
    const write = db.prepare('UPDATE events SET bytes = ? WHERE at = ?');
    await fc.assert(
      fc.asyncProperty(fc.nat(11), fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, place, mask) => {
        const bytes = read.get(at) ?? Buffer.alloc(0);
        const altered = Buffer.from(bytes);
        const index = place % bytes.length;
        altered[index] = (altered[index] ?? 0) ^ mask;
        write.run(altered, at);
        expect(await log.prove()).toEqual({ length: 12, whole: false, firstWrong: at });
        write.run(bytes, at);
      }),
      { numRuns: 100 },
    );
    expect(await log.prove()).toMatchObject({ whole: true });
  });

  it('cannot find an end cut off together with its signatures: that is what central and heads kept elsewhere are for', async () => {
    db.exec('DELETE FROM events WHERE at >= 10; DELETE FROM heads WHERE chain = 2 AND seq > 3');
    expect(await log.prove()).toMatchObject({ length: 10, whole: true });
  });

  it('lets go of the thread while it walks, so that a lock is not kept waiting', async () => {
    log.transaction(() => {
      for (let seconds = 0; seconds < 3000; seconds += 1) log.record('call.ended', { seconds });
    });
    let beats = 0;
    const beat = () => {
      beats += 1;
      heart = setImmediate(beat);
    };
    let heart = setImmediate(beat);
    const proof = log.prove();
    log.record('call.began', {});
    expect(await proof).toEqual({ length: 3012, whole: true, firstWrong: null });
    clearImmediate(heart);
    // How often, the machine's speed decides.
    expect(beats).toBeGreaterThan(0);
  });
});
