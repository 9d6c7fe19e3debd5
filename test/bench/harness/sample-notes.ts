import { v7 } from 'uuid';
import type { NoteDocument } from '../../../electron/vault/notes/note-document.ts';
import type { OpenVault } from '../../../electron/vault/notes/open-vault.ts';
import type { Note } from '../../../electron/vault/notes/note-document.ts';
import { hourOf } from '../../../electron/vault/notes/shred-keys.ts';
import { randomFor, type Random } from '../../campaigns/harness/random.ts';

const english = ['order', 'delivery', 'refund', 'address', 'customer', 'calls', 'back', 'invoice', 'late', 'broken'];
const russian = ['заказ', 'доставка', 'возврат', 'адрес', 'клиент', 'перезвонить', 'счёт', 'опоздал', 'сломан'];
const joints = ['ba', 'ke', 'ro', 'ti', 'su', 'ла', 'но', 'ви', 'де', 'му'];
const tags = ['claim', 'callback', 'vip', 'жалоба', 'оплата'];

/** Some thousand words of two alphabets, of which a few are in every other note and most in hardly any. */
function makeWords(random: Random): string[] {
  const rare = Array.from({ length: 6_000 }, () => Array.from({ length: 3 }, () => random.pick(joints)).join(''));
  return [...english, ...russian, ...rare];
}

/** Low places come often, as with the words of a language (Zipf's law). */
const commonly = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(items.length ** (random.int(0, 1_000_000) / 1_000_001)) - 1] as Item;

/** Notes as operators write them: 20 to 80 words, some with tags and a reference. The same each time. */
export function sampleDocuments(count: number, now: number): NoteDocument[] {
  const random = randomFor(1, 0);
  const words = makeWords(random);
  return Array.from({ length: count }, (_, n) => ({
    text: Array.from({ length: random.int(20, 80) }, () => commonly(random, words))
      .join(' ')
      .replace(' ', '\n'),
    tags: random.chance(0.3) ? [random.pick(tags)] : [],
    pinned: random.chance(0.01),
    reference: random.chance(0.5) ? `A-${random.int(10_000, 99_999)}` : '',
    card: null,
    masked: false,
    createdAt: now - n * 60_000,
    updatedAt: now - n * 60_000,
  }));
}

/** Stores notes in an open vault, in one transaction: sealed and written as the vault does it, with no event of each. */
export async function storeNotes(vault: OpenVault, documents: readonly NoteDocument[], expiresAt: number) {
  const shredKey = await vault.shredKeys.make(hourOf(expiresAt));
  const notes = documents.map((document): Note => {
    const id = v7({ msecs: document.createdAt });
    return { id, revision: 1, expiresAt, document };
  });
  vault.storage.commit((writer) => {
    for (const note of notes) {
      writer.insert(vault.boxes.seal(note, shredKey));
    }
  });
}
