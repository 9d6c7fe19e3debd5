import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAuditLog, type AuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { createSettingsStore } from '../../../electron/desk/policy/settings-store.ts';
import { openDeskDatabase, type DeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import { fileKeychain } from '../../../electron/preview/file-keychain.ts';
import { parseEvent, type ChainEvent } from '../../../shared/chain/event.ts';
import { systemClock } from '../../../shared/clock.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { durabilityOf } from './durability.ts';
import { deskService, type Said } from './desk-said.ts';

/** A desk at which things happen without end, killed at some moment, once or twice on the same files. */
export async function killDesk(program: string, random: Random, count: Count): Promise<Violation[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-kill-desk-'));
  try {
    // Also while it starts for the first time, mostly before it has said anything.
    const isEarly = random.chance(0.2);
    const early = isEarly ? await workUntilKilled({ program, folder }, random, true) : [];
    const said = [...early, ...(await workUntilKilled({ program, folder }, random, false))];
    count(isEarly ? 'main killed at its start and then at work' : 'main killed at work');
    count('acts promised', said.filter(({ is }) => is === 'kept' || is === 'copied' || is === 'set').length);
    count('successors of a locked main', said.filter(({ is }) => is === 'succeeded').length);
    return (await lookAtDesk(folder, said)).map((says) => ({ says: `after a kill of main: ${says}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Place = { program: string; folder: string };

/** @returns what it has said. */
async function workUntilKilled(place: Place, random: Random, isEarly: boolean): Promise<Said[]> {
  const said: Said[] = [];
  const { program, folder } = place;
  const args = [folder, String(random.int(0, 2 ** 30)), '0'];
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'close');
  child.on('message', (message) => said.push(message as Said));
  if (isEarly) await sleep(random.int(20, 300));
  else {
    const promises = random.int(1, 40);
    while (said.length < promises && child.exitCode === null) await sleep(2);
    // A hand-over takes longer than what is done at a desk.
    await sleep(random.int(0, said.at(-1)?.is === 'giving-way' ? 200 : 20));
  }
  if (child.exitCode !== null) throw new Error('the desk ended by itself');
  child.kill('SIGKILL');
  await gone;
  return said;
}

async function lookAtDesk(folder: string, said: Said[]): Promise<string[]> {
  const opened = openDeskDatabase(join(folder, 'profile'));
  if (!opened.ok) return [`its database is ${opened.code}`];
  const db = opened.value;
  const keychain = fileKeychain(join(folder, 'keychain'), `${deskService} main`);
  const log = await openAuditLog({ db, keychain, clock: systemClock, version: '1.2.3', siteName: () => '' });
  if (!log.ok) return [`its log is ${log.code}`];
  const found = [...durabilityOf(db), ...(await compare(db, log.value, said))];
  log.value.close();
  return found;
}

async function compare(db: DeskDatabase, log: AuditLog, said: Said[]): Promise<string[]> {
  const events = db.prepare<[], Buffer>('SELECT bytes FROM events ORDER BY at').pluck().all().map(read);
  const times = new Map<string, number>();
  for (const { id } of events) times.set(id, (times.get(id) ?? 0) + 1);
  const kept = said.flatMap((message) => (message.is === 'kept' ? message.ids : []));
  const lost = kept.filter((id) => !times.has(id)).length;
  const alarms = events.filter(({ type }) => /fault|forged|gap|rolled|closed|emptied|restored/.test(type));
  const numberOf = (is: Said['is']) => said.filter((message) => message.is === is).length;
  const copies = events.filter(({ type }) => type === 'copy.made' || type === 'copy.refused').length;
  const asked = said.filter((message) => message.is === 'setting');
  const due = asked.slice(numberOf('set') > 0 ? numberOf('set') - 1 : 0).map(({ idleSeconds }) => idleSeconds);
  const { idleSeconds } = createSettingsStore(db, log).read();
  const changes = events.filter(({ type }) => type === 'settings.changed');
  const lastChange = changes.at(-1)?.data.changes as { idleSeconds?: { to: number } } | undefined;
  return [
    ...((await log.prove()).whole ? [] : ['its chain is not whole']),
    ...(said.every((message) => message.is !== 'succeeded' || message.locked) ? [] : ['a successor forgot the lock']),
    ...(lost === 0 ? [] : [`${lost} events are gone that main said it keeps`]),
    ...([...times.values()].every((one) => one === 1) ? [] : ['an event stands in the log twice']),
    ...alarms.map(({ type }) => `a false alarm: ${type}`),
    ...(copies >= numberOf('copied') && copies <= numberOf('copying') + 1 ? [] : [`${copies} copies are in the log`]),
    ...(numberOf('set') === 0 || due.includes(idleSeconds) ? [] : ['a setting that was kept is gone']),
    ...(lastChange?.idleSeconds === undefined || lastChange.idleSeconds.to === idleSeconds
      ? []
      : ['a setting and its event differ']),
  ];
}

function read(bytes: Buffer): ChainEvent {
  const event = parseEvent(bytes);
  if (!event.ok) throw new Error('an event that is none');
  return event.value;
}
