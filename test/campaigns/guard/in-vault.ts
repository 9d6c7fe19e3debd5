import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { digitsIn } from '../../support/disguises.ts';
import { createProfile, openSession, type Profile, type VaultSession } from '../../support/vault-session.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { disguisedKinds, type Disguised } from './disguised.ts';

const account = '019a0000-0000-7000-8000-00000000000b';
const notesAtOnce = 12;
/** Autosave has committed what it commits of a change. */
const untilCommitted = () => wait(200);
/** Of a number that is being typed, or was when a lock came, never more than this is stored. */
const storedAtMost = 10;

type Note = { id: string; one: Disguised; cut: number };
type Stored = { text: string; reference: string; tags: readonly string[] };

/**
 * Types notes with a number in disguise into a real vault: a beginning with the caret behind it, then the whole, then a
 * lock; and reads after each what the file holds.
 */
export async function tryVault(random: Random, count: Count): Promise<Violation[]> {
  const profile = await createProfile();
  try {
    const session = await openSession(profile, account);
    const drawn = Array.from({ length: notesAtOnce }, () => random.pick(disguisedKinds));
    const notes: Note[] = [];
    for (const kind of drawn) {
      const [one] = fc.sample(kind, { seed: random.int(0, 0x7fffffff), numRuns: 1 });
      notes.push({ id: await newNote(session), one: one!, cut: one!.number.length - random.int(1, 4) });
    }
    count('notes in a vault', notes.length);
    const found: Violation[] = [];
    for (const write of [writeBeginning, writeWhole, lock]) {
      await write(session, notes);
      const stored = await read(profile, notes);
      found.push(...notes.flatMap(({ one }, index) => leftIn(stored[index]!, one, write.name)));
    }
    const said = JSON.stringify(session.events);
    found.push(
      ...notes
        .filter(({ one }) => said.includes(one.number))
        .map(({ one }) => ({ says: `an event holds ${one.number}` })),
    );
    return found;
  } finally {
    profile.remove();
  }
}

async function newNote(session: VaultSession): Promise<string> {
  const created = await session.notes.call('notes.create', { template: null });
  if (!created.ok) throw new Error(created.code);
  return created.value.id;
}

let change = 0;

async function writeBeginning(session: VaultSession, notes: readonly Note[]): Promise<void> {
  for (const { id, one, cut } of notes) {
    if (one.fields) continue;
    const written = one.text.slice(one.from, one.to);
    const at = Math.floor((written.length * cut) / one.number.length);
    // Nobody types half a character.
    const text = one.text.slice(0, one.from) + written.slice(0, at).replace(/[\ud800-\udbff]$/, '');
    await session.notes.call('notes.write', { id, change: ++change, text, caret: text.length });
  }
  await untilCommitted();
}

async function writeWhole(session: VaultSession, notes: readonly Note[]): Promise<void> {
  for (const { id, one } of notes) {
    const [text, reference = '', tag] = one.fields ?? [one.text];
    await session.notes.call('notes.write', { id, change: ++change, text: text!, caret: null });
    if (one.fields) await session.notes.call('notes.mark', { id, reference, tags: tag ? [tag] : [] });
  }
  await untilCommitted();
}

async function lock(session: VaultSession): Promise<void> {
  await session.flush();
}

/** What another vault reads from the same file. */
async function read(profile: Profile, notes: readonly Note[]): Promise<Stored[]> {
  const reader = await openSession(profile, account);
  const stored: Stored[] = [];
  for (const { id } of notes) {
    const opened = await reader.notes.call('notes.open', { id });
    if (!opened.ok) throw new Error(opened.code);
    const { text, summary } = opened.value;
    stored.push({ text, reference: summary.reference, tags: summary.tags });
  }
  return stored;
}

/** How much of a number is stored: it as it was written, or its digits in a row from the first on. */
function leftIn({ text, reference, tags }: Stored, one: Disguised, after: string): Violation[] {
  const fields = [text, reference, ...tags];
  const says = (what: string) => [{ says: `${what} of ${one.number} after ${after}: ${JSON.stringify(fields)}` }];
  if (one.fields) {
    const whole = one.fields.every((field) => field === '' || fields.includes(field));
    return whole ? says('both halves') : [];
  }
  if (text.includes(one.text.slice(one.from, one.to))) return says('all');
  // Eleven digits behind an 8 are a Russian telephone until a twelfth comes.
  const telling = one.number.slice(0, storedAtMost + (one.number.startsWith('8') ? 2 : 1));
  return digitsIn(text).includes(telling) ? says(`more than ${storedAtMost} digits`) : [];
}
