import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createBoxes } from '../../../electron/vault/accounts/boxes.ts';
import { createNoteBoxes } from '../../../electron/vault/notes/note-box.ts';
import type { NoteDocument } from '../../../electron/vault/notes/note-document.ts';
import type { Random } from '../harness/random.ts';
import type { Prey } from './hunt.ts';
import type { Place, Seen, Spoiled } from './scene.ts';
import type { Snapshot } from './snapshot.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const hour = key(3);
const expires = 1_800_000_000_000;
const ids = Array.from({ length: 6 }, (_, n) => `0192f0c0-1111-7000-8000-00000000000${n}`);
const document: NoteDocument = {
  ...{ text: '', reference: '', tags: [], pinned: false, card: null, masked: false },
  ...{ createdAt: expires, updatedAt: expires },
};

/**
 * Boxes as vault and gate seal them, without the manifests and digests that lie over them: all of a kind under one key, so
 * that nothing but its additional data binds each to its place. A file is a box, its name the place.
 */
export function boxPrey(): Prey {
  const notes = createNoteBoxes(key(1), 'a vault', 'an owner');
  const records = createBoxes(key(2));
  const sealedNote = (id: string, revision: number): [string, Buffer] => {
    const text = `note ${id}, for the ${revision}. time`;
    const row = notes.seal({ id, revision, expiresAt: expires, document: { ...document, text } }, hour);
    return [`note ${id} ${revision}`, Buffer.concat([row.wrapped, row.box])];
  };
  const now = new Map<string, Buffer>([
    ...ids.flatMap((id) => [sealedNote(id, 1), sealedNote(id, 2)]),
    ...ids.map((id): [string, Buffer] => [
      `account ${id}`,
      Buffer.from(records.sealRecord('account', id, { name: `person ${id}` })),
    ]),
  ]);
  const wrappedLength = notes.seal({ id: ids[0]!, revision: 1, expiresAt: expires, document }, hour).wrapped.length;

  const read = (name: string, box: Buffer): unknown => {
    const [kind, id, revision] = name.split(' ') as [string, string, string?];
    if (kind === 'account') return records.openRecord(z.object({ name: z.string() }), 'account', id, box);
    const row = { id, expires, revision: Number(revision), wrapped: box.subarray(0, wrappedLength) };
    return notes.open({ ...row, box: box.subarray(wrappedLength) }, hour)?.note?.document ?? null;
  };
  const open = ({ folder }: Place): Promise<Seen> => {
    const reading = new Map<string, string>();
    const complaints: string[] = [];
    for (const name of readdirSync(folder)) {
      const found = read(name, readFileSync(join(folder, name)));
      if (found === null) complaints.push(`${name} does not open`);
      else reading.set(name, JSON.stringify(found));
    }
    return Promise.resolve({ reading, complaints });
  };
  const sealed: Snapshot = { name: 'sealed', files: now, items: new Map() };
  return { name: 'boxes', scenes: [{ name: 'sealed', now: sealed, older: [], anchored: -1 }], open };
}

/** Puts a box in the place of another one of its kind, or both in each other’s. */
export function moveBox({ scene, folder }: Place, random: Random): Spoiled {
  const names = [...scene.now.files.keys()];
  const one = random.pick(names);
  const other = random.pick(names.filter((name) => name !== one && name.split(' ')[0] === one.split(' ')[0]));
  const isBoth = random.chance(0.5);
  writeFileSync(join(folder, other), scene.now.files.get(one)!);
  if (isBoth) writeFileSync(join(folder, one), scene.now.files.get(other)!);
  const says = isBoth ? `${one} and ${other} exchanged` : `${one} put in the place of ${other}`;
  return { kind: 'a box moved', says, files: [one, other] };
}
