import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createBoxes } from '../../electron/vault/accounts/boxes.ts';
import { createChange, type Change } from '../../electron/vault/accounts/change.ts';
import { openDatabase } from '../../electron/vault/accounts/database.ts';
import { load } from '../../electron/vault/accounts/load.ts';
import { momentNow } from '../../electron/vault/accounts/moments.ts';
import { write } from '../../electron/vault/accounts/store.ts';
import { readDeviceSecret } from '../../electron/vault/crypto/device-secret.ts';
import type { ProbePoint } from '../../electron/vault/gate/probe.ts';
import { accountsPath } from '../../electron/vault/gate/profile.ts';
import { runGate } from '../../electron/vault/gate/run.ts';
import { askForKey, giveKey } from '../../electron/vault/key-hand.ts';
import { stepAt, codeAt } from '../../electron/vault/crypto/totp.ts';
import { gateContract, type GateContract } from '../../shared/contract/gate.ts';
import { fromGate, type FromGate, type ToGate } from '../../shared/contract/gate-process.ts';
import type { OutboxEntry } from '../../shared/contract/outbox.ts';
import type { Port } from '../../shared/port.ts';
import { connect, type Client, type RequestName, type RequestOf } from '../../shared/rpc.ts';
import { createFakeParent, createPipe } from './fake-link.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

type AttemptFacts = Partial<Omit<Extract<ToGate, { type: 'attempt' }>, 'type'>>;
type Outcome = Extract<FromGate, { type: 'outcome' }>;
type Ready = Extract<FromGate, { type: 'ready' }>;

/** A machine with a profile on which gates are started, each in the test's own process, as main would. */
export type GateRig = {
  profile: string;
  clock: TestClock;
  keychain: MemoryKeychain;
  /** Every event that main has chained, in order, once each. */
  events: OutboxEntry[];
  /** false: main cannot append. */
  appending(able: boolean): void;
  startGate(probe?: (point: ProbePoint) => void): Promise<RunningGate>;
  /** Another machine in the same state, so that a set-up can be made once for many tests. */
  copy(): GateRig;
};

type RunningGate = {
  ready: Ready;
  said: FromGate[];
  /** Opens an attempt as main does; `lent` is the key that a living vault lends when it is asked for. */
  open(facts?: AttemptFacts, lent?: { account: string; key: Uint8Array }): Client<GateContract>;
  /** The page's port as it is, for messages that no page sends. */
  openRaw(): Port;
  /** Main's own messages. */
  send(message: unknown, ports?: Port[]): void;
  outcome(): Promise<Outcome>;
  take<Type extends FromGate['type']>(type: Type): Promise<Extract<FromGate, { type: Type }>>;
  /** Spawns a vault's port and waits for the key. */
  handOver(): Promise<{ account: string; key: Uint8Array }>;
};

export const service = 'Cleandesk test vault';
/** A desk that was locked a moment ago: the password is enough for long. */
export const passwordIsEnough = Number.MAX_SAFE_INTEGER;

const profiles: string[] = [];
afterAll(() => {
  for (const profile of profiles.splice(0)) rmSync(profile, { recursive: true, force: true });
});

export function createGateRig(clock: TestClock = createTestClock(), keychain = createMemoryKeychain()): GateRig {
  const profile = mkdtempSync(join(tmpdir(), 'cleandesk-gate-'));
  profiles.push(profile);
  const events: OutboxEntry[] = [];
  let able = true;

  const startGate: GateRig['startGate'] = async (probe) => {
    const parent = createFakeParent();
    const said: FromGate[] = [];
    parent.onSaid((message) => {
      // Whatever a gate says is what main will accept.
      const read = fromGate.parse(message);
      said.push(read);
      if (read.type !== 'outbox') return;
      if (!able) {
        parent.send({ type: 'outbox-refused' });
        return;
      }
      for (const entry of read.entries) {
        if (!events.some(({ draft }) => draft.id === entry.draft.id)) events.push(entry);
      }
      parent.send({ type: 'outbox-kept', ids: read.entries.map(({ draft }) => draft.id) });
    });
    runGate({ link: parent.link, keychainFor: keychain.keychainFor, clock, ...(probe ? { probe } : {}) });
    parent.send({ type: 'start', profile, keychainService: service });
    const take = <Type extends FromGate['type']>(type: Type) => parent.take<Extract<FromGate, { type: Type }>>(type);
    const ready = await take('ready');
    const openPort = (facts: AttemptFacts, lent?: { account: string; key: Uint8Array }): Port => {
      const [page, gateEnd] = createPipe();
      const [vault, vaultEnd] = createPipe();
      const ports = lent ? [gateEnd, vaultEnd] : [gateEnd];
      parent.send({ type: 'attempt', session: null, grant: null, ...facts }, ports);
      parent.onSaid((message) => {
        if (lent && fromGate.parse(message).type === 'borrow-key') void giveKey(vault, lent);
      });
      return page;
    };
    return {
      ready,
      said,
      open: (facts = {}, lent) => connect(openPort(facts, lent), gateContract),
      openRaw: () => openPort({}),
      send: parent.send,
      outcome: () => take('outcome'),
      take,
      handOver: async () => {
        const [vault, gateEnd] = createPipe();
        parent.send({ type: 'hand-over' }, [gateEnd]);
        await take('handed-over');
        const handed = await askForKey(vault);
        if (!handed) throw new Error('the gate handed no key over');
        return handed;
      },
    };
  };

  return {
    profile,
    clock,
    keychain,
    events,
    appending: (now) => {
      able = now;
    },
    startGate,
    copy: () => {
      const items = createMemoryKeychain();
      for (const [name, stored] of keychain.items) items.items.set(name, new Map(stored));
      const other = createGateRig(createTestClock(clock.now(), clock.running()), items);
      cpSync(profile, other.profile, { recursive: true });
      other.events.push(...events);
      return other;
    },
  };
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A phone with this secret (Base32): the code that it shows now, or some steps away, and one that is taken at no step. */
export function phone(clock: TestClock, secret: string): { code(steps?: number): string; wrongCode(): string } {
  let bits = '';
  for (const sign of secret) bits += base32.indexOf(sign).toString(2).padStart(5, '0');
  const bytes = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const code = (steps = 0) => codeAt(bytes, stepAt(clock.now()) + steps);
  const taken = () => [-1, 0, 1].map(code);
  return {
    code,
    wrongCode: () => ['000000', '111111', '222222', '333333'].find((one) => !taken().includes(one)) ?? '',
  };
}

export const owner = {
  name: 'Olga Petrova',
  username: 'olga',
  password: 'seven quiet lanterns hum',
};
export const site = { name: 'North desk', zone: 'Europe/Berlin', language: 'en' as const };

export type SetUp = {
  account: string;
  secret: string;
  recoveryCodes: string[];
  kitCode: string;
  userKey: Uint8Array;
};

type Factor = { code: string } | { recoveryCode: string };

/** One sign-in in a gate of its own. */
export async function signIn(
  rig: GateRig,
  username: string,
  password: string,
  factor: Factor,
  probe?: (point: ProbePoint) => void,
) {
  const gate = await rig.startGate(probe);
  await gate.take('swept');
  const reply = await gate.open().call('sign-in', { username, password, factor });
  return { gate, reply, outcome: await gate.outcome() };
}

/** The drawer of the owner, in a gate of its own: the token of its grant. */
export async function openDrawer(rig: GateRig, made: SetUp): Promise<string> {
  const gate = await rig.startGate();
  const code = phone(rig.clock, made.secret).code();
  value(await gate.open().call('drawer', { username: owner.username, password: owner.password, code }));
  const { grant } = await gate.outcome();
  if (!grant) throw new Error('a drawer without a grant');
  rig.clock.pass(30_000);
  return grant.token;
}

/** The owner's kit, in a gate of its own: the token of its grant, which is nobody's in particular. */
export async function openKit(rig: GateRig, made: SetUp): Promise<string> {
  const gate = await rig.startGate();
  value(await gate.open().call('kit.open', { kitCode: made.kitCode }));
  const { grant } = await gate.outcome();
  if (!grant) throw new Error('a kit without a grant');
  return grant.token;
}

export const operator = { name: 'Anna Kuznetsova', username: 'anna', password: 'green paper boats drift' };
export type Enrolled = { account: string; secret: string; recoveryCodes: string[]; userKey: Uint8Array };

/** One request of lead's work in a gate of its own. */
export async function asLead<Name extends RequestName<GateContract>>(
  rig: GateRig,
  grant: string | null,
  name: Name,
  request: RequestOf<GateContract, Name>,
) {
  const gate = await rig.startGate();
  const reply = await gate.open({ grant }).call(name, request);
  return { reply, outcome: await gate.outcome() };
}

/** Adds an operator by the owner's drawer. */
export async function addOperator(
  rig: GateRig,
  grant: string,
  more: { role?: 'operator' | 'lead'; endsOn?: string | null; username?: string } = {},
) {
  const { reply } = await asLead(rig, grant, 'people.add', {
    name: operator.name,
    username: operator.username,
    role: 'operator',
    team: 'Inbound',
    temporary: false,
    endsOn: null,
    ...more,
  });
  return value(reply);
}

/** The whole conversation that an enrolment code opens. */
export async function enrol(
  rig: GateRig,
  username: string,
  enrolmentCode: string,
  password: string,
): Promise<Enrolled> {
  const gate = await rig.startGate();
  const page = gate.open();
  value(await page.call('enrol.begin', { username, enrolmentCode }));
  const { totp } = value(await page.call('enrol.password', { password }));
  const { recoveryCodes } = value(await page.call('enrol.prove', { code: phone(rig.clock, totp.secret).code() }));
  const { id } = value(await page.call('enrol.finish', {}));
  const { key } = await gate.handOver();
  rig.clock.pass(30_000);
  return { account: id, secret: totp.secret, recoveryCodes, userKey: key };
}

/** A whole first run with the owner's kit; time moves on a step, so that the next code is a fresh one. */
export async function setUp(rig: GateRig): Promise<SetUp> {
  const gate = await rig.startGate();
  const page = gate.open();
  const { totp } = value(await page.call('setup.begin', { site, ...owner }));
  const { recoveryCodes } = value(await page.call('setup.prove', { code: phone(rig.clock, totp.secret).code() }));
  const { kitCode } = value(await page.call('setup.kit', {}));
  value(await page.call('setup.kit-prove', { kitCode }));
  const { id } = value(await page.call('setup.finish', {}));
  const { key } = await gate.handOver();
  rig.clock.pass(30_000);
  return { account: id, secret: totp.secret, recoveryCodes, kitCode, userKey: key };
}

/** Commits at once, as another gate would in the middle of what the first one does. */
export async function anotherGate(rig: GateRig): Promise<(work: (change: Change) => void) => void> {
  const device = await readDeviceSecret(rig.keychain.keychainFor(service));
  if (!device) throw new Error('a console that is not set up');
  const boxes = createBoxes(device);
  return (work) => {
    const db = value(openDatabase(accountsPath(rig.profile)));
    const loaded = value(load(db, boxes));
    const { change, gathered } = createChange(loaded, momentNow(loaded.state, rig.clock));
    work(change);
    db.transaction(() => write(db, boxes, loaded, gathered, rig.clock.now())).immediate();
    db.close();
  };
}

/** The value of a result that must have gone well. */
export function value<Value>(result: { ok: true; value: Value } | { ok: false; code: string }): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.value;
}

/** A site with its owner and an operator, each with a phone; tests work on copies of it. */
export async function siteWithOperator(): Promise<{ prepared: GateRig; made: SetUp; anna: Enrolled }> {
  const prepared = createGateRig();
  const made = await setUp(prepared);
  const { enrolmentCode } = await addOperator(prepared, await openDrawer(prepared, made));
  return { prepared, made, anna: await enrol(prepared, operator.username, enrolmentCode, operator.password) };
}
