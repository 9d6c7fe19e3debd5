import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as eventId } from 'uuid';
import { startDesk, type Desk } from '../../../electron/desk/desk.ts';
import type { Turn } from '../../../electron/desk/host.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { filePreferences } from '../../../electron/preview/preferences.ts';
import { systemClock } from '../../../shared/clock.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import {
  anna,
  createFakeHost,
  grantFor,
  olga,
  outcome,
  readyProfile,
  sessionFacts,
  withSuccessors,
} from '../../support/fake-host.ts';
import { randomFor } from '../harness/random.ts';
import { deskService, type Said } from './desk-said.ts';

/**
 * The desk on real files in a process of its own, as a child that is to be killed: gate and vault are played, and what
 * is done at it, and what of that was promised, is told to the parent. Arguments: folder, seed, number of the run.
 */
const [folder = '', seed = '0', n = '0'] = process.argv.slice(2);
const random = randomFor(Number(seed), Number(n));
const tell = (said: Said) => process.send?.(said);

const settle = () => new Promise((resolve) => setImmediate(resolve));

let host = withSuccessors(createFakeHost(readyProfile()));
let desk = start(null);
while ((await phase()) !== 'sign-in') await settle();
tell({ is: 'ready' });

/** A file of notes of this process alone, so that its numbers begin with 1. */
const source = `vault:${crypto.randomUUID()}`;
let delivered = 0;
for (;;) {
  await enter('sign-in');
  for (let works = random.int(1, 12); works > 0; works -= 1) {
    await random.pick([deliver, deliver, copy, configure])();
    await settle();
  }
  await desk.route('desk', 'lock', { break: null });
  while (host.living('vault').length > 0) await settle();
  if (random.chance(0.25)) await giveWay();
  if (random.chance(0.7)) await enter('unlock');
  await desk.route('desk', 'sign-out', {});
  while (host.living('vault').length > 0) await settle();
}

function start(turn: Turn | null): Desk {
  return startDesk({
    ...{ host, turn, profile: join(folder, 'profile'), clock: systemClock, preferences: filePreferences(folder) },
    keychainService: deskService,
    keychain: fileKeychain(join(folder, 'keychain'), `${deskService} main`),
  });
}

async function phase(): Promise<string | undefined> {
  return ((await desk.route('entry', 'state', {})) as { value?: { phase?: string } }).value?.phase;
}

/** Another desk takes the place of the one that was locked, and shows its lock. */
async function giveWay(): Promise<void> {
  while (host.successors.length === 0) await sleep(20);
  const [successor] = host.successors;
  tell({ is: 'giving-way' });
  successor?.isReady(true);
  while (!successor?.hasPlace) await settle();
  host = withSuccessors(createFakeHost(readyProfile()));
  const taken = new Promise<void>((resolve) => {
    desk = start({ comes: () => Promise.resolve(), taken: resolve });
  });
  await desk.route('entry', 'drawn', {});
  await taken;
  tell({ is: 'succeeded', locked: (await phase()) === 'locked' });
}

async function enter(op: string): Promise<void> {
  await desk.route('entry', 'gate.open', {});
  host
    .living('gate')
    .at(-1)
    ?.say(outcome(op, { session: sessionFacts(anna), over: false }));
  await settle();
  await settle();
}

/** An event that the vault has committed: promised once main has said that it keeps it. */
async function deliver(): Promise<void> {
  const vault = host.living('vault').at(-1);
  if (!vault) return;
  const entries = Array.from({ length: random.int(1, 3) }, () => {
    delivered += 1;
    const [id, time] = [eventId(), Date.now()];
    const draft = { id, time, actor: anna.id, type: 'note.deleted', outcome: 'ok' as const, data: { note: eventId() } };
    return { source, n: delivered, draft };
  });
  const told = vault.told.length;
  vault.say({ type: 'outbox', entries });
  const kept = vault.told.slice(told).flatMap((message) => (message.type === 'outbox-kept' ? message.ids : []));
  tell({ is: 'kept', ids: kept as string[] });
}

/** Promised once the page was answered. */
async function copy(): Promise<void> {
  tell({ is: 'copying' });
  const { ok } = (await desk.route('desk', 'copied', { mark: crypto.randomUUID() })) as { ok: boolean };
  if (ok) tell({ is: 'copied' });
}

async function configure(): Promise<void> {
  const idleSeconds = random.int(60, 900);
  await desk.route('desk', 'gate.open', {});
  host
    .living('gate')
    .at(-1)
    ?.say(outcome('step-up', { grant: grantFor(olga, 'step-up', Date.now() + 60_000) }));
  tell({ is: 'setting', idleSeconds });
  const { ok } = (await desk.route('desk', 'settings.write', { ...defaultSettings, idleSeconds })) as { ok: boolean };
  if (ok) tell({ is: 'set' });
}
