import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeAt } from '../../../build/demo/code-at.ts';
import { talkToGate, type GateTalk } from '../../../build/demo/gate-talk.ts';
import { openAuditLog, type AuditLog } from '../../../electron/desk/audit/audit-log.ts';
import { createChecklists } from '../../../electron/desk/checklist/index.ts';
import { createSettingsStore } from '../../../electron/desk/policy/settings-store.ts';
import { openDeskDatabase, type DeskDatabase } from '../../../electron/desk/store/desk-database.ts';
import { sweepVaults } from '../../../electron/vault/notes/sweep.ts';
import type { Person } from '../../../shared/people.ts';
import type { Result } from '../../../shared/result.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { submitList } from '../../support/checklist-desk.ts';
import { createMemoryKeychain, type MemoryKeychain } from '../../support/memory-keychain.ts';
import { startSync } from '../../support/start-sync.ts';
import type { TestClock } from '../../support/test-clock.ts';
import { openSession, service as vaultService, type VaultSession } from '../../support/vault-session.ts';
import { endTimers } from './end-timers.ts';
import type { Scene } from './scene.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

export { vaultService };
export const mainService = 'Cleandesk test main';
export const site = { name: 'North', zone: 'Europe/Berlin', language: 'en' as const };
const minute = 60_000;
const hour = 60 * minute;

const lead = { name: 'Olga Petrova', username: 'olga', password: 'seven quiet lanterns hum' };
const operators = [
  { name: 'Anna Kuznetsova', username: 'anna', password: 'green paper boats drift' },
  { name: 'Timur Akhmetov', username: 'timur', password: 'slow amber clocks agree' },
];

export type ConsoleWorld = {
  /** A console at rest, and one whose processes were killed in the middle of their work. */
  scenes: readonly Scene[];
  /** Who has notes here, with the key that only their password opens. */
  userKeys: ReadonlyMap<string, Uint8Array>;
  /** When the console was left; it is opened again a moment later. */
  left: { now: number; running: number };
  /** A whole export of the log, and an earlier one. */
  exports: { now: Buffer; earlier: Buffer };
};

type Desk = { db: DeskDatabase; audit: AuditLog };

/** A site lives its day through the real gate, vaults, log and lists: three people, notes of several hours, lists. */
export async function liveADay(token: string, clock: TestClock): Promise<ConsoleWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-tamper-day-'));
  const keychain = createMemoryKeychain();
  const snap = (name: string) => takeSnapshot(name, folder, keychain);
  const db = value(openDeskDatabase(folder));
  const openLog = async () => {
    const deps = { db, clock, version: '0.1.0', siteName: () => site.name };
    return value(await openAuditLog({ ...deps, keychain: keychain.keychainFor(mainService) }));
  };
  const audit = await afterALostKey(openLog, keychain);
  const talks: GateTalk[] = [];
  const talk = async (grant?: string) => {
    const own = { profile: folder, keychainService: vaultService, keychainFor: keychain.keychainFor, clock, audit };
    const begun = await talkToGate({ ...own, ...(grant === undefined ? {} : { grant }) });
    talks.push(begun);
    return begun;
  };
  const sweep = async (deliver = true) => {
    const swept = await sweepVaults({ profile: folder, keychain: keychain.keychainFor(vaultService), clock });
    if (deliver && audit.accept(swept.outbox)) swept.acknowledge(swept.outbox.map(({ draft }) => draft.id));
  };
  const place = { folder, keychainFor: keychain.keychainFor, clock };
  // What a vault would do later it does not do: each is left as one that is killed.
  const session = (account: string, expiresIn: number, keepEvents = true) =>
    endTimers(() =>
      openSession(place, account, { userKey: new Uint8Array(userKeys.get(account)!), expiresIn, keepEvents }),
    );
  const inSession = async (account: string, expiresIn: number, work: (own: VaultSession) => Promise<void>) => {
    const own = await session(account, expiresIn);
    await work(own);
    await own.flush();
    if (!audit.accept(own.events)) throw new Error('the log takes nothing');
  };
  const write = (account: string, expiresIn: number, texts: readonly string[]) =>
    inSession(account, expiresIn, (own) => writeNotes(own, texts));
  const change = (account: string) => inSession(account, hour, changeNotes);
  const sign = async () => {
    audit.signHead();
    await audit.anchored();
  };
  const older: Snapshot[] = [];
  const userKeys = new Map<string, Uint8Array>();
  mkdirSync(join(folder, 'vaults'), { recursive: true });

  const { olga, people } = await enrolEverybody(talk, clock, userKeys);
  const [anna, timur] = people.filter(({ username }) => username !== 'olga').map(({ id }) => id) as [string, string];
  await sign();

  // A clock that ran ahead has closed one note for good.
  await write(anna, 2 * hour, ['closed by a clock']);
  clock.jump(30 * hour);
  await sweep();
  clock.jump(-30 * hour);
  await sweep();

  await write(timur, 32 * minute, ['gone soon', 'gone soon too']);
  await write(timur, 5 * hour, ['call back on Thursday', 'asked for the manager']);
  await write(anna, 4 * hour, ['first order', 'second order', 'third order']);
  await write(olga, 9 * hour, ['the team’s week']);
  await sign();
  older.push(snap('first notes'));

  const desk: Desk = { db, audit };
  workOnLists(desk, clock, people, olga);
  await sign();
  older.push(snap('first lists'));
  const earlier = Buffer.from(audit.exportLog());

  const sync = startSync({ db, log: audit }, clock, (await deviceOf(talk)).deviceId, { site: site.name });
  value(await sync.enrol(token));
  await new Promise<void>((resolve) => {
    const look = () => {
      if (audit.waiting() === 0) resolve();
    };
    sync.onChange(look);
    look();
  });
  await sync.stop();

  clock.pass(25 * minute);
  await write(anna, 4 * hour, ['fourth order', 'fifth order']);
  await change(anna);
  await write(timur, 3 * hour, ['a complaint']);
  calls(audit, anna, 40);
  await wrongPassword(talk);
  await sign();
  older.push(snap('noon'));

  clock.pass(5 * minute);
  await change(anna);
  await write(olga, 9 * hour, ['who is late']);
  calls(audit, timur, 60);
  createSettingsStore(db, audit).write({ ...defaultSettings, idleSeconds: 240, copying: false }, olga);
  await wrongPassword(talk);
  // The rows of two notes are gone, and what tells of it has not been fetched yet.
  clock.pass(3 * minute);
  await sweep(false);
  const now = Buffer.from(audit.exportLog());
  await sign();
  const rest: Scene = { name: 'at rest', now: snap('rest'), older: [...older], anchored: audit.state().length - 1 };

  const killed = await workAndDie({ session: await session(anna, 4 * hour, false), desk, talk, keychain, snap });
  const stillOlder = [...older, rest.now, ...killed.before];
  const scenes = [rest, { name: 'killed', now: killed.now, older: stillOlder, anchored: rest.anchored }];
  for (const { page } of talks) page.close();
  audit.close();
  rmSync(folder, { recursive: true, force: true });
  return { scenes, userKeys, left: { now: clock.now(), running: clock.running() }, exports: { now, earlier } };
}

/** The key of the first chain was lost with a keychain: a second one follows it. */
async function afterALostKey(open: () => Promise<AuditLog>, keychain: MemoryKeychain): Promise<AuditLog> {
  const first = await open();
  first.record('console.started', { version: '0.1.0', host: 'product' });
  first.signHead();
  first.record('console.stopped', {});
  await first.anchored();
  keychain.items.get(mainService)?.delete(`signing:${first.chain}`);
  return open();
}

async function enrolEverybody(
  talk: (grant?: string) => Promise<GateTalk>,
  clock: TestClock,
  userKeys: Map<string, Uint8Array>,
): Promise<{ olga: string; people: Person[] }> {
  const { page, handOver } = await talk();
  const { totp } = value(await page.call('setup.begin', { site, ...lead }));
  value(await page.call('setup.prove', { code: codeAt(totp.secret, clock.now()) }));
  value(await page.call('setup.kit-prove', { kitCode: value(await page.call('setup.kit', {})).kitCode }));
  const { id: olga } = value(await page.call('setup.finish', {}));
  userKeys.set(olga, await handOver());
  for (const { name, username, password } of operators) {
    clock.pass(minute);
    const drawer = await talk();
    const code = codeAt(totp.secret, clock.now());
    value(await drawer.page.call('drawer', { username: lead.username, password: lead.password, code }));
    const { grant } = await drawer.heard('outcome');
    const adding = await talk(grant?.token ?? '');
    const facts = { name, username, role: 'operator', team: 'Inbound', temporary: false, endsOn: null } as const;
    const { enrolmentCode } = value(await adding.page.call('people.add', facts));
    const own = await talk();
    value(await own.page.call('enrol.begin', { username, enrolmentCode }));
    const { totp: fresh } = value(await own.page.call('enrol.password', { password }));
    value(await own.page.call('enrol.prove', { code: codeAt(fresh.secret, clock.now()) }));
    const { id } = value(await own.page.call('enrol.finish', {}));
    userKeys.set(id, await own.handOver());
  }
  return { olga, people: (await deviceOf(talk)).people };
}

async function deviceOf(talk: () => Promise<GateTalk>): Promise<{ deviceId: string; people: Person[] }> {
  const { profile } = await (await talk()).heard('ready');
  if (profile.state !== 'ready') throw new Error(`the profile is ${profile.state}`);
  return { deviceId: profile.deviceId, people: profile.people };
}

/** Types them, and looks for one. */
async function writeNotes(session: VaultSession, texts: readonly string[]): Promise<void> {
  for (const [at, text] of texts.entries()) {
    const { id } = value(await session.notes.call('notes.create', { template: null }));
    await session.notes.call('notes.write', { id, change: at + 1, text, caret: null });
    await session.notes.call('notes.mark', { id, tags: ['order'], reference: `no ${at}` });
  }
  const view = { screen: 'notes', note: null, caret: null, scroll: 0, query: texts[0] ?? '' } as const;
  await session.notes.call('view.save', view);
}

/** One note is changed, another one deleted. */
async function changeNotes(session: VaultSession): Promise<void> {
  const [one, other] = value(await session.notes.call('notes.list', {}));
  await session.notes.call('notes.mark', { id: one!.id, pinned: !one!.pinned });
  await session.notes.call('notes.delete', { id: other!.id });
}

function workOnLists({ db, audit }: Desk, clock: TestClock, people: Person[], olga: string): void {
  const settings = createSettingsStore(db, audit);
  settings.write({ ...defaultSettings, idleSeconds: 120, checklistDueMinutes: 45 }, olga);
  const lists = createChecklists({
    ...{ db, audit, clock, version: '0.1.0', settings: settings.read, site: () => site, people: () => people },
    probes: () => ({
      clock: { steadiness: 'steady', offsetSeconds: null },
      version: { required: null },
      keychain: { answers: true, file: false },
      chain: audit.state(),
    }),
  });
  const acting = { actor: olga, desk: olga };
  value(lists['policy-text.publish'](acting, { ru: 'Никому не давать пароль.', en: 'Give your password to nobody.' }));
  for (const { id } of people) {
    lists.shiftNow(id);
    value(lists['policy-text.acknowledge'](id, { version: 1 }));
  }
  const operatorsHere = people.filter(({ role }) => role === 'operator');
  const [calm, worried] = operatorsHere.map(({ id }) => submitList(lists, id, id === operatorsHere[1]?.id ? no : {}));
  value(lists['team.confirm'](acting, { lists: [calm!.id] }));
  value(lists['team.return'](acting, { list: worried!.id, reason: 'please look again' }));
  calls(audit, olga, 30);
}
const no = { 'seat-no-paper': 'a slip of paper lay there' };

function calls(audit: AuditLog, actor: string, count: number): void {
  audit.transaction(() => {
    for (let each = 0; each < count; each += 1) audit.record('call.ended', { seconds: 30 + each }, { actor });
  });
}

async function wrongPassword(talk: () => Promise<GateTalk>): Promise<void> {
  const { page } = await talk();
  await page.call('sign-in', { username: 'timur', password: 'not the right one', factor: { code: '000000' } });
}

/** A session in its middle: saved notes that no lock has followed, events that nothing signs, a commit without its anchor. */
async function workAndDie(deps: {
  session: VaultSession;
  desk: Desk;
  talk: () => Promise<GateTalk>;
  keychain: MemoryKeychain;
  snap: (name: string) => Snapshot;
}): Promise<{ before: Snapshot[]; now: Snapshot }> {
  const { session, desk, talk, keychain, snap } = deps;
  const note = async (reference: string) => {
    const { id } = value(await session.notes.call('notes.create', { template: null }));
    value(await session.notes.call('notes.mark', { id, reference }));
    return id;
  };
  const commits = watchCommits(keychain, () => snap('one commit before'));
  await wrongPassword(talk);
  const first = await note('before the copy');
  calls(desk.audit, first, 5);
  await desk.audit.anchored();
  const before = snap('the same session');
  await note('after the copy');
  value(await session.notes.call('notes.delete', { id: first }));
  calls(desk.audit, first, 5);
  const now = snap('killed');
  const [oneBefore] = commits.slice(-2);
  now.items.get(vaultService)!.set(accountsAnchor, oneBefore!.items.get(vaultService)!.get(accountsAnchor)!);
  return { before: [before, oneBefore!], now };
}

const accountsAnchor = 'anchor:accounts';

/** A snapshot after each commit of the accounts from now on. */
function watchCommits(keychain: MemoryKeychain, snap: () => Snapshot): Snapshot[] {
  const items = keychain.items.get(vaultService)!;
  const set = items.set.bind(items);
  const taken: Snapshot[] = [];
  items.set = (name, secret) => {
    set(name, secret);
    if (name === accountsAnchor) taken.push(snap());
    return items;
  };
  return taken;
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.value;
}
