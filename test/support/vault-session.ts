import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { vaultContract, type FromVault, type SaveState, type VaultContract } from '../../shared/contract/vault.ts';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import { connect, type Client } from '../../shared/rpc.ts';
import { giveKey } from '../../electron/vault/key-hand.ts';
import { runVault } from '../../electron/vault/run.ts';
import { createFakeParent, createPipe, type FakeParent } from './fake-link.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export const service = 'Cleandesk test vault';
const hour = 3_600_000;

/** What a vault needs of a profile. */
export type Place = { folder: string; keychainFor: (service: string) => Keychain; clock: Clock };
/** A profile folder with its keychain and clock, for as long as one test. */
export type Profile = Place & { keychain: MemoryKeychain; clock: TestClock; remove(): void };

export async function createProfile(clock: TestClock = createTestClock()): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-vault-'));
  const keychain = createMemoryKeychain();
  await keychain.keychainFor(service).set('device', Buffer.alloc(32, 7).toString('base64'));
  return {
    folder,
    keychain,
    keychainFor: keychain.keychainFor,
    clock,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The vaults of a profile as they lie on the disk now, in another folder that no living process has open. */
export async function copyOfDisk(profile: Profile): Promise<Profile> {
  const copy = await createProfile(profile.clock);
  cpSync(join(profile.folder, 'vaults'), join(copy.folder, 'vaults'), {
    recursive: true,
    filter: (name) => !name.endsWith('-shm'),
  });
  return { ...copy, keychain: profile.keychain, keychainFor: profile.keychainFor };
}

type Ready = Extract<FromVault, { type: 'ready' }>;
export type VaultSession = {
  /** What the vault has found changed from outside. */
  altered: Ready['altered'];
  parent: FakeParent;
  notes: Client<VaultContract>;
  /** What the window was told about its changes, oldest first. */
  states: SaveState[];
  /** Events that reached main, oldest first. */
  events: OutboxEntry[];
  /** Sends a change and waits for what becomes of it. */
  write(id: string, text: string, caret?: number | null): Promise<SaveState>;
  /** A new note with this text, saved. */
  note(text: string): Promise<string>;
  flush(): Promise<number>;
  waitFor(what: () => boolean): Promise<void>;
};

/** Starts a vault as main and a gate would, and opens a window on it. Main keeps every event unless told otherwise. */
export async function openSession(
  profile: Place,
  account: string,
  { userKey = new Uint8Array(32).fill(1), expiresIn = 9 * hour, keepEvents = true } = {},
): Promise<VaultSession> {
  const parent = startVault(profile, account, userKey, expiresIn);
  const events: OutboxEntry[] = [];
  parent.onSaid((message) => {
    const said = message as FromVault;
    if (said.type !== 'outbox') return;
    for (const entry of said.entries) events.push(entry);
    if (keepEvents) parent.send({ type: 'outbox-kept', ids: said.entries.map(({ draft }) => draft.id) });
  });
  const { altered } = await parent.take<Ready>('ready');
  const [window, vaultEnd] = createPipe();
  parent.send({ type: 'attach' }, [vaultEnd]);
  const notes = connect(window, vaultContract);
  const states: SaveState[] = [];
  notes.on('save-state', (state) => states.push(state));
  let change = 0;
  const session: VaultSession = {
    altered,
    parent,
    notes,
    states,
    events,
    write: async (id, text, caret = null) => {
      const own = ++change;
      await notes.call('notes.write', { id, change: own, text, caret });
      await session.waitFor(() => states.some((state) => state.change === own));
      return states.findLast((state) => state.change === own)!;
    },
    note: async (text) => {
      const created = await notes.call('notes.create', { template: null });
      if (!created.ok) throw new Error(created.code);
      await session.write(created.value.id, text);
      return created.value.id;
    },
    flush: async () => {
      parent.send({ type: 'flush' });
      return (await parent.take<{ masked: number }>('flushed')).masked;
    },
    waitFor: async (what) => {
      const until = performance.now() + 30_000;
      while (!what()) {
        if (performance.now() > until) throw new Error(`it did not come; states ${JSON.stringify(states)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  return session;
}

/** A vault process with its key handed over; what it says is in the parent. */
export function startVault(profile: Place, account: string, userKey: Uint8Array, expiresIn = 9 * hour): FakeParent {
  return becomeVault(waitToBeVault(profile), profile, account, userKey, expiresIn);
}

/** A vault's program that does not know yet for whom it is. */
export function waitToBeVault({ keychainFor, clock }: Place): FakeParent {
  const parent = createFakeParent();
  runVault({ link: parent.link, keychainFor, clock });
  return parent;
}

/** The gate has let somebody in. */
export function becomeVault(
  parent: FakeParent,
  { folder, clock }: Place,
  account: string,
  userKey: Uint8Array,
  expiresIn = 9 * hour,
): FakeParent {
  const [gate, vaultEnd] = createPipe();
  const noteExpiry = clock.now() + expiresIn;
  parent.send({ type: 'start', profile: folder, keychainService: service, account, noteExpiry }, [vaultEnd]);
  void giveKey(gate, { account, key: userKey });
  return parent;
}
