import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeskRig, type DeskRig } from '../../support/desk-rig.ts';
import { createMemoryKeychain } from '../../support/memory-keychain.ts';
import type { Count } from '../harness/campaign.ts';
import { createChildOutbox } from './child-outbox.ts';
import { onlyGrows, readLog, type LogFacts } from './desk-log-facts.ts';
import { violated, type World } from './walk.ts';

/** More than main waits for a vault's last words (design, section 6). */
export const settled = 120;

export type DeskWorld = World & {
  rig(): DeskRig;
  outbox: ReturnType<typeof createChildOutbox>;
  /** desk.db takes nothing. */
  full: boolean;
  fill(on: boolean): void;
  restart(): Promise<void>;
  /** Time passes in which a desk that was left may give way to another program, which then takes its place. */
  succeed(): Promise<void>;
  phase(): Promise<unknown>;
};

/** A real desk with its real log; the test plays gate, vault, windows and time. */
export async function createDeskWorld(count: Count): Promise<DeskWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-walk-'));
  const keychain = createMemoryKeychain();
  const renews = { folder, keychain, renews: true };
  let rig = await createDeskRig(renews);
  let known: LogFacts = { events: [], sources: new Map(), synced: new Map() };
  /** Something happened while the log could not be written: not every lock is in it. */
  let holes = false;
  let lockSeen: unknown = null;

  /** Whose lock it is, since when and why; null: no lock is shown. */
  const lockShown = async () => {
    const { lock } = (await rig.entryState()) as { lock: Record<string, unknown> | null };
    return lock && JSON.stringify({ ...lock, needsCode: null });
  };

  const checkProcesses = async () => {
    const { host } = rig;
    // A program that was told no more than whom to expect is not yet anybody's vault; it waits for a gate's word.
    const vaultsNow = () => host.living('vault').filter(({ lastTold }) => lastTold('start'));
    const vaults = vaultsNow();
    if (vaults.length > 1) throw violated('two vaults live');
    if (host.living('vault').length - vaults.length > 1) throw violated('two programs wait to be a vault');
    if (host.informed.size > 0 && vaults.length === 0)
      throw violated('a page knows whose desk comes, and no vault does');
    if (host.living('gate').length > 1) throw violated('two gates live');
    if (host.shown.size !== 1) throw violated(`windows: ${[...host.shown].join(', ')}`);
    const open = host.shown.has('desk');
    count(open ? 'steps at an open desk' : 'steps at a closed desk');
    const answers = (await rig.call('evidence.list')).ok;
    if (!open && answers) throw violated('the desk answers behind the lock');
    // A page is drawn out of sight while the vault opens that a gate has let somebody to.
    if (vaults.length === 0 && (await rig.call('state')).ok)
      throw violated('the coming desk answers, and no vault comes');
    if (open && !answers) throw violated('the open desk does not answer');
    if (open && vaults.length === 0) throw violated('the desk is open without a living vault');
    // A vault that is starting belongs to an unlock that has succeeded; any other is one behind a lock.
    const starting = vaults.every((vault) => vault.lastTold('start') && !host.answers.vault);
    const behindLock = () => !host.shown.has('desk') && vaultsNow().length > 0 && !starting;
    // The lock of a beat in the last moment is still within the time for the vault's last words (design, section 6).
    if (behindLock()) await rig.pass(settled);
    if (behindLock()) throw violated('a vault lives behind the lock');
  };

  const checkLog = async () => {
    const now = readLog(join(folder, 'profile', 'desk.db'));
    onlyGrows(known, now);
    known = now;
    const chained = now.events.map(({ id }) => id);
    const lost = world.outbox.acknowledged().filter((id) => !chained.includes(id));
    if (lost.length > 0) throw violated(`${lost.length} acknowledged events are not in the log`);
    if (now.events.some(({ type }) => type === 'outbox.gap' || type === 'outbox.forged'))
      throw violated('a gap or a forgery was seen where there is none');
    const { phase, lock } = (await rig.entryState()) as {
      phase: string;
      lock: { since: number; cause: string } | null;
    };
    if (phase !== 'locked' || !lock || holes || lock.since === lockSeen) return;
    lockSeen = lock.since;
    const last = now.events.findLast(({ type }) => type === 'session.locked');
    if (last?.data.cause !== lock.cause) throw violated(`the lock by ${lock.cause} is not in the log`);
  };

  const world: DeskWorld = {
    rig: () => rig,
    outbox: createChildOutbox(() => rig.clock.now()),
    full: false,
    fill: (on) => {
      rig.full(on);
      world.full = on;
      holes ||= on;
    },
    restart: async () => {
      const now = rig.clock.now() + 60_000;
      await rig.stop();
      rig = await createDeskRig({ ...renews, now });
    },
    succeed: async () => {
      await rig.pass(2_500);
      const before = await lockShown();
      const successor = rig.host.successors.findLast(({ dropped, hasPlace }) => !dropped && !hasPlace);
      successor?.isReady(true);
      // To close a log takes real turns of the event loop.
      for (let tries = 0; tries < 50 && successor && !successor.hasPlace && !successor.dropped; tries += 1)
        await rig.pass(0);
      if (!successor?.hasPlace) return;
      if (rig.host.living('gate').length + rig.host.living('vault').length > 0)
        throw violated('a program that has given way has a gate or a vault');
      rig = await createDeskRig({ ...renews, now: rig.clock.now(), succeedsAt: rig.clock.running() });
      count('successors');
      if ((await lockShown()) !== before && (await world.phase()) !== 'broken')
        throw violated('a successor shows another lock than the program before it');
    },
    phase: async () => (await rig.entryState()).phase,
    check: async () => {
      // What was begun is over: a lock has had its time.
      await rig.pass(settled);
      await checkProcesses();
      await checkLog();
    },
    finish: async () => {
      if (world.full) world.fill(false);
      if ((await world.phase()) === 'broken') await rig.entry('retry');
      await rig.pass(settled);
      const gate = rig.host.living('gate').at(-1);
      if (gate && world.outbox.waiting() > 0) world.outbox.offer(gate, true);
      if (gate && world.outbox.waiting() > 0) throw violated('events wait for a log that can be written');
    },
    end: async () => {
      await rig.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}
