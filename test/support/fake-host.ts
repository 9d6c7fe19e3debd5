import type { Child, ChildKind, Host, PipeEnd, PowerEvent, Stance, WindowRole } from '../../electron/desk/host.ts';
import type { FromGate, Grant, SessionFacts } from '../../shared/contract/gate-process.ts';
import type { FromVault } from '../../shared/contract/vault.ts';
import type { Person } from '../../shared/people.ts';
import type { Site } from '../../shared/site.ts';

type Message = { type: string } & Record<string, unknown>;
type Altered = Extract<FromVault, { type: 'ready' }>['altered'];
type Profile = Extract<FromGate, { type: 'ready' }>['profile'];

/** A gate or a vault that a test plays: what main told it, and what it says to main. */
export type FakeChild = {
  kind: ChildKind;
  alive: boolean;
  told: Message[];
  lastTold(type: string): Message | undefined;
  say(message: Message): void;
  /** Ends by itself. */
  die(): void;
};

/** A program that waits to take the desk's place, as a test plays it. */
export type FakeSuccessor = { isReady(ready: boolean): void; hasPlace: boolean; dropped: boolean };

export type FakeHost = Host & {
  successors: FakeSuccessor[];
  /** Milliseconds since the screen was touched, and how its window stands. */
  sinceTouched: number;
  stance: Stance;
  /** How a window was asked to stand when it was shown. */
  shownAs: (Stance | undefined)[];
  children: FakeChild[];
  living(kind: ChildKind): FakeChild[];
  /** Windows whose page loads out of sight. */
  prepared: Set<WindowRole>;
  /** What those of them were told that draw already. */
  informed: Map<WindowRole, unknown>;
  /** Windows that are there now, and everything that happened to windows and vaults, in order. */
  shown: Set<WindowRole>;
  story: string[];
  pushed: { role: WindowRole | 'countdown'; state: Record<string, unknown> }[];
  countdown: boolean;
  idle: number | null;
  power(event: PowerEvent): void;
  board: { mark: string | null; selection: boolean };
  delivered: { to: WindowRole; kind: ChildKind }[];
  saved: { place: string; bytes: Uint8Array }[];
  quits: number;
  /** What a fresh gate says about the profile, and whether children answer by themselves. */
  profile: Profile;
  answers: { gate: boolean; vault: boolean; flush: boolean };
  maskedAtFlush: number;
  notesAltered: Altered;
};

/** Lets a host's desk be succeeded by programs that the test plays. */
export function withSuccessors(host: FakeHost): FakeHost {
  host.succeed = () => {
    let isReady: (ready: boolean) => void = () => undefined;
    const ready = new Promise<boolean>((resolve) => (isReady = resolve));
    const fake: FakeSuccessor = { isReady, hasPlace: false, dropped: false };
    host.successors.push(fake);
    return { ready, giveWay: () => (fake.hasPlace = true), drop: () => (fake.dropped = true) };
  };
  return host;
}

/** A host without processes and windows. Children answer as good ones do unless a test plays them itself. */
export function createFakeHost(profile: Profile): FakeHost {
  let listenToPower: (event: PowerEvent) => void = () => undefined;
  const pipe = (): PipeEnd => ({}) as PipeEnd;

  const spawn = (kind: ChildKind): Child => {
    let listen: (message: unknown) => void = () => undefined;
    const exits: (() => void)[] = [];
    const fake: FakeChild = {
      kind,
      alive: true,
      told: [],
      lastTold: (type) => fake.told.findLast((message) => message.type === type),
      say: (message) => {
        if (fake.alive) listen(message);
      },
      die: () => {
        if (!fake.alive) return;
        fake.alive = false;
        host.story.push(`${kind} ended`);
        for (const exit of exits) exit();
      },
    };
    host.children.push(fake);
    host.story.push(`${kind} started`);
    return {
      pid: host.children.length,
      send: (message) => {
        if (!fake.alive) return;
        fake.told.push(message as Message);
        queueMicrotask(() => {
          answer(fake, message as Message);
        });
      },
      onMessage: (listener) => (listen = listener),
      onExit: (listener) => exits.push(listener),
      kill: () => {
        fake.die();
        return Promise.resolve();
      },
    };
  };

  const answer = (fake: FakeChild, { type }: Message) => {
    if (type === 'start' && fake.kind === 'gate' && host.answers.gate)
      fake.say({ type: 'ready', profile: host.profile });
    if (type === 'start' && fake.kind === 'vault' && host.answers.vault)
      fake.say({ type: 'ready', notes: 0, altered: host.notesAltered });
    if (type === 'flush' && host.answers.flush) fake.say({ type: 'flushed', masked: host.maskedAtFlush });
  };

  const host: FakeHost = {
    kind: 'product',
    version: '1.2.3',
    spawn,
    pipe: () => [pipe(), pipe()],
    deliver: (to, kind) => host.delivered.push({ to, kind }),
    windows: {
      show: (role, stance) => {
        host.shownAs.push(stance);
        const other: WindowRole = role === 'entry' ? 'desk' : 'entry';
        if (!host.shown.has(role)) host.story.push(`${role} shown`);
        host.shown.add(role);
        for (const each of [role, other] as const) {
          host.prepared.delete(each);
          host.informed.delete(each);
        }
        if (host.shown.delete(other)) host.story.push(`${other} destroyed`);
        return Promise.resolve();
      },
      prepare: (role) => host.prepared.add(role),
      inform: (role, state) => host.informed.set(role, state),
      destroy: (role) => {
        host.prepared.delete(role);
        host.informed.delete(role);
        host.shown.delete(role);
        return Promise.resolve();
      },
      push: (role, state) => host.pushed.push({ role, state: state as Record<string, unknown> }),
      showCountdown: () => (host.countdown = true),
      hideCountdown: () => (host.countdown = false),
      focus: () => undefined,
      stance: () => host.stance,
      sinceTouched: () => host.sinceTouched,
    },
    idleSeconds: () => host.idle,
    onPower: (listener) => (listenToPower = listener),
    clipboard: {
      holds: (mark) => Promise.resolve(host.board.mark === mark),
      clear: () => (host.board.mark = null),
      clearSelection: () => (host.board.selection = false),
    },
    succeed: null,
    contentProtection: 'no-effect',
    askPlace: (name) => Promise.resolve(`/somewhere/${name}`),
    writeFile: (place, bytes) => {
      host.saved.push({ place, bytes });
      return Promise.resolve();
    },
    quit: () => (host.quits += 1),
    successors: [],
    sinceTouched: Infinity,
    stance: 'in-front',
    shownAs: [],
    children: [],
    living: (kind) => host.children.filter((child) => child.kind === kind && child.alive),
    prepared: new Set(),
    informed: new Map(),
    shown: new Set(),
    story: [],
    pushed: [],
    countdown: false,
    idle: 0,
    power: (event) => {
      listenToPower(event);
    },
    board: { mark: null, selection: false },
    delivered: [],
    saved: [],
    quits: 0,
    profile,
    answers: { gate: true, vault: true, flush: true },
    maskedAtFlush: 0,
    notesAltered: null,
  };
  return host;
}

export const testSite: Site = { name: 'Test site', zone: 'Europe/Moscow', language: 'en' };

export const olga = aPerson('019a0000-0000-7000-8000-00000000000a', 'Olga', 'lead');
export const anna = aPerson('019a0000-0000-7000-8000-00000000000b', 'Anna', 'operator');
export const boris = aPerson('019a0000-0000-7000-8000-00000000000c', 'Boris', 'operator');

function aPerson(id: string, name: string, role: Person['role']): Person {
  return {
    ...{ id, name, role, username: name.toLowerCase(), team: '', temporary: false, endsOn: null, state: 'active' },
    ...{ lockedUntil: null, recoveryCodesLeft: 10, issuedBy: null, issuedAt: null },
  };
}

export const firstRun: Profile = { state: 'first-run' };

/** What a gate says of a profile that has been set up. */
export function readyProfile(people: Person[] = [olga, anna, boris]): Profile {
  return { state: 'ready', site: testSite, people, deviceId: '019a0000-0000-4000-8000-00000000000d' };
}

export function sessionFacts(person: Person, factor: SessionFacts['factor'] = 'code'): SessionFacts {
  return { account: person.id, role: person.role, factor, recoveryCodesLeft: person.recoveryCodesLeft };
}

export function outcome(op: string, more: Record<string, unknown> = {}): Message {
  const nothing = { code: null, session: null, grant: null, people: null, site: null };
  return { type: 'outcome', op, ok: true, over: true, ...nothing, ...more };
}

export function grantFor(person: Person | null, via: Grant['via'], until: number): Grant {
  return { token: 'a-token', actor: person?.id ?? null, via, until };
}
