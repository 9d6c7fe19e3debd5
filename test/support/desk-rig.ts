import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '@sinonjs/fake-timers';
import Database from 'better-sqlite3';
import { startDesk, type Desk } from '../../electron/desk/desk.ts';
import type { Successor, Turn } from '../../electron/desk/host.ts';
import type { Preferences } from '../../electron/desk/policy/preferences.ts';
import type { ChainEvent } from '../../shared/chain/event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Person } from '../../shared/people.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import {
  createFakeHost,
  grantFor,
  outcome,
  readyProfile,
  sessionFacts,
  withSuccessors,
  type FakeHost,
} from './fake-host.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';

type Reply = { ok: boolean; code?: string; value?: Record<string, unknown> };

/** One clock for the whole process: the one that a test which failed left behind goes with the next rig. */
let timers: ReturnType<typeof install> | null = null;

/** A real desk with its real desk.db on a host that the test plays. Time is the rig's: `pass` lets it go by. */
export type DeskRig = {
  desk: Desk;
  host: FakeHost;
  clock: Clock;
  keychain: MemoryKeychain;
  profile: string;
  pass(milliseconds: number): Promise<void>;
  /** The machine sleeps: both clocks go on, no timer fires. */
  sleep(milliseconds: number): void;
  /** Somebody sets the wall clock. */
  setClock(milliseconds: number): void;
  entry(name: string, body?: unknown): Promise<Reply>;
  call(name: string, body?: unknown): Promise<Reply>;
  entryState(): Promise<Record<string, unknown>>;
  deskState(): Promise<Record<string, unknown>>;
  /** Signs in as a gate and a vault would have it. */
  signIn(person: Person, op?: string): Promise<void>;
  /** The gate of the present attempt says this. */
  gateSays(message: Record<string, unknown> & { type: string }): Promise<void>;
  /** A lead has proven it in that way. */
  grant(person: Person | null, via: 'step-up' | 'drawer' | 'kit'): Promise<void>;
  change(settings: Partial<Settings>): Promise<void>;
  /** What the log says, without the rows that every start writes. */
  events(): ChainEvent[];
  types(): string[];
  /** It has said that it is on the screen in the place of another one. */
  hasTaken(): boolean;
  /** The disk does not take any more, or takes again. */
  full(on: boolean): void;
  stop(): Promise<void>;
};

export async function createDeskRig(
  options: {
    profile?: Parameters<typeof createFakeHost>[0];
    keychain?: MemoryKeychain;
    folder?: string;
    /** Wall time at the start. */
    now?: number;
    /** The desk can be succeeded by another one, or tries so. */
    renews?: boolean | (() => Successor);
    /** Its page draws what it is told out of sight. */
    draws?: boolean;
    /** It takes the place of a desk that has given way, so long after that machine's start. */
    succeedsAt?: number;
    /** It begins, so long after the machine's start, as somebody starts it. */
    startsAt?: number;
  } = {},
): Promise<DeskRig> {
  timers?.uninstall();
  const time = (timers = install({
    now: options.now ?? Date.UTC(2026, 9, 5, 8, 0, 10),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  }));
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'cleandesk-desk-'));
  const profile = join(folder, 'profile');
  const started = Date.now();
  let set = 0;
  const ranFor = options.succeedsAt ?? options.startsAt ?? 600_000;
  const clock: Clock = { now: () => Date.now() + set, running: () => Date.now() - started + ranFor };
  const keychain = options.keychain ?? createMemoryKeychain();
  const fake = createFakeHost(options.profile ?? readyProfile());
  const host = options.renews === true ? withSuccessors(fake) : fake;
  if (typeof options.renews === 'function') host.succeed = options.renews;
  let hasTaken = false;
  const turn: Turn = { comes: () => Promise.resolve(), taken: () => (hasTaken = true) };
  const kept: Parameters<Preferences['write']>[0] = {};
  const preferences: Preferences = {
    read: () => ({ language: kept.language ?? null, theme: kept.theme ?? 'system', systemLanguage: 'en' }),
    write: (change) => Object.assign(kept, change),
  };
  const desk = startDesk({
    ...{ host, profile, preferences, clock, keychainService: 'S', keychain: keychain.keychainFor('S main') },
    ...(options.succeedsAt === undefined ? {} : { turn }),
  });
  const settle = () => time.tickAsync(0);
  /** Opening takes real turns of the event loop. */
  const untilOpen = async () => {
    for (let tries = 0; tries < 200; tries += 1) {
      await settle();
      const { value } = (await desk.route('entry', 'state', {})) as Reply;
      if (value?.phase !== 'starting') return;
    }
    throw new Error('the desk did not open');
  };
  await untilOpen();
  // Its page has drawn what it was told out of sight.
  if (options.succeedsAt !== undefined && options.draws !== false) await desk.route('entry', 'drawn', {});
  await settle();

  const rig: DeskRig = {
    ...{ desk, host, clock, keychain, profile },
    pass: async (milliseconds) => {
      await time.tickAsync(milliseconds);
    },
    sleep: (milliseconds) => {
      time.setSystemTime(Date.now() + milliseconds);
    },
    setClock: (milliseconds) => {
      set += milliseconds;
    },
    entry: async (name, body = {}) => (await desk.route('entry', name, body)) as Reply,
    call: async (name, body = {}) => (await desk.route('desk', name, body)) as Reply,
    entryState: async () => (await rig.entry('state')).value ?? {},
    deskState: async () => (await rig.call('state')).value ?? {},
    signIn: async (person, op = 'sign-in') => {
      await rig.entry('gate.open');
      await rig.gateSays(outcome(op, { session: sessionFacts(person), over: false }));
    },
    gateSays: async (message) => {
      // At a desk that has just opened none is there yet.
      if (host.living('gate').length === 0) await rig.pass(500);
      host.living('gate').at(-1)?.say(message);
      await settle();
    },
    grant: async (person, via) => {
      const grant = grantFor(person, via, clock.now() + 120_000);
      await rig.gateSays(outcome(via === 'kit' ? 'kit.open' : via, { grant }));
    },
    change: async (settings) => {
      const state = await rig.deskState();
      await rig.call('settings.write', { ...defaultSettings, ...(state.settings as Settings), ...settings });
    },
    events: () => {
      const db = new Database(join(profile, 'desk.db'), { readonly: true });
      const rows = db.prepare<[], { bytes: Buffer }>('SELECT bytes FROM events ORDER BY at').all();
      db.close();
      return rows.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as ChainEvent);
    },
    types: () =>
      rig
        .events()
        .map(({ type }) => type)
        .filter((type) => type !== 'chain.opened' && type !== 'console.started' && type !== 'checklist.opened'),
    hasTaken: () => hasTaken,
    full: (on) => {
      const db = new Database(join(profile, 'desk.db'));
      if (on) db.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'full'); END");
      else db.exec('DROP TRIGGER full');
      db.close();
    },
    stop: async () => {
      const stopping = desk.stop();
      await time.tickAsync(100);
      await stopping;
      time.uninstall();
      timers = null;
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
