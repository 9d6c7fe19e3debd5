import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnChild } from '../../../electron/preview/children.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { openPipe } from '../../../electron/preview/pipes.ts';
import { giveKey } from '../../../electron/vault/key-hand.ts';
import { fromVault, vaultContract, type ToVault } from '../../../shared/contract/vault.ts';
import type { OutboxEntry } from '../../../shared/contract/outbox.ts';
import { connect } from '../../../shared/rpc.ts';
import { portOf } from '../../support/pipe-port.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { lookAtVault, type Kept, type Typed } from './vault-after.ts';

const service = 'Cleandesk kill vault';
export const account = '0192f0c0-1111-7000-8000-000000000001';
export const userKey = new Uint8Array(32).fill(1);
const words = ['order', 'calls', 'back', 'Monday', 'consent', 'given', 'address', 'changed', 'звонок', 'позже'];

/** A vault process in which somebody works, killed at some moment; and what its next opening finds. */
export async function killVault(program: string, random: Random, count: Count): Promise<Violation[]> {
  const profile = mkdtempSync(join(tmpdir(), 'cleandesk-kill-vault-'));
  const keychainFolder = join(profile, 'keychain');
  const keychain = fileKeychain(keychainFolder, service);
  try {
    await keychain.set('device', Buffer.alloc(32, 7).toString('base64'));
    const isExpiring = random.chance(0.1);
    const noteExpiry = Date.now() + (isExpiring ? random.int(300, 900) : 9 * 3_600_000);
    const kept = await workUntilKilled({ program, profile, keychainFolder, noteExpiry }, random, isExpiring);
    count(isExpiring ? 'vault killed while notes expire' : 'vault killed while somebody writes');
    count('saves acknowledged', kept.saves);
    return await lookAtVault({ profile, keychain, account, userKey, isExpiring }, kept);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

type Place = { program: string; profile: string; keychainFolder: string; noteExpiry: number };

async function workUntilKilled(place: Place, random: Random, isExpiring: boolean) {
  const { program, profile, keychainFolder, noteExpiry } = place;
  const child = spawnChild('vault', keychainFolder, { program });
  const kept: Kept = { notes: new Map(), told: new Map<string, OutboxEntry>(), saves: 0 };
  let dead = false;
  let endedEarly = false;
  const ready = new Promise<void>((resolve, reject) => {
    child.onExit(() => {
      endedEarly = !dead;
      reject(new Error('the vault did not start'));
    });
    child.onMessage((message) => {
      const said = fromVault.parse(message);
      if (said.type === 'ready') resolve();
      if (said.type === 'fault') reject(new Error(`a new vault is ${said.kind}`));
      if (said.type !== 'outbox') return;
      for (const entry of said.entries) kept.told.set(entry.draft.id, entry);
      const ids = said.entries.map(({ draft }) => draft.id);
      // Main may be slow, or gone: then the events wait.
      if (random.chance(0.7)) child.send({ type: 'outbox-kept', ids } satisfies ToVault);
    });
  });
  const [gate, vaultEnd] = openPipe();
  const [page, pageEnd] = openPipe();
  child.send({ type: 'start', profile, keychainService: service, account, noteExpiry } satisfies ToVault, [vaultEnd]);
  void giveKey(portOf(gate), { account, key: userKey });
  await ready;
  child.send({ type: 'attach' } satisfies ToVault, [pageEnd]);
  const notes = connect(portOf(page), vaultContract);
  notes.on('save-state', (state) => {
    const note = kept.notes.get(state.id);
    if (state.state !== 'saved' || !note) return;
    note.saved = Math.max(note.saved, state.change);
    kept.saves += 1;
  });
  const working = work(notes, kept, random, () => dead);
  // By saves rather than by time alone: a busy machine is to be met in mid-work too.
  const saves = random.int(0, 6);
  const patience = Date.now() + 3000;
  while (!isExpiring && kept.saves < saves && Date.now() < patience) await sleep(5);
  await sleep(isExpiring ? random.int(500, 2500) : random.int(0, 150));
  if (random.chance(0.2)) child.send({ type: 'flush' } satisfies ToVault);
  dead = true;
  await child.kill();
  await working;
  if (endedEarly) throw new Error('the vault ended by itself');
  return kept;
}

type Notes = ReturnType<typeof connect<typeof vaultContract>>;

/** One thing after the other, each remembered before it is asked and again when it was answered. */
async function work(notes: Notes, { notes: typed }: Kept, random: Random, isOver: () => boolean): Promise<void> {
  let change = 0;
  while (!isOver()) {
    // A port that has closed answers at once: without a pause nothing else would run any more.
    await sleep(1);
    const living = [...typed].filter(([, { removing }]) => !removing);
    const [id, note] = living.length > 0 ? random.pick(living) : [undefined, undefined];
    const act = random.int(1, 100);
    if (!id || !note || act <= 15) {
      const created = await notes.call('notes.create', { template: null });
      if (created.ok) typed.set(created.value.id, newNote());
    } else if (act <= 25) {
      note.removing = true;
      note.removed = (await notes.call('notes.delete', { id })).ok;
    } else if (act <= 40) {
      const reference = random.pick(words);
      note.references.push(reference);
      const at = note.references.length;
      if ((await notes.call('notes.mark', { id, reference })).ok) note.marked = at;
    } else {
      change += 1;
      const text = Array.from({ length: random.int(1, 60) }, () => random.pick(words)).join(' ');
      note.texts.set(change, text);
      await notes.call('notes.write', { id, change, text, caret: null });
      if (random.chance(0.5)) await sleep(random.int(1, 60));
    }
  }
}

const newNote = (): Typed => ({
  ...{ texts: new Map<number, string>(), saved: 0, references: [], marked: 0, removing: false, removed: false },
});
