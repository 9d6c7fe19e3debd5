import type { Clock } from '../../../shared/clock.ts';
import { toGate, type FromGate, type ToGate } from '../../../shared/contract/gate-process.ts';
import type { Keychain } from '../../../shared/keychain/keychain.ts';
import type { ParentLink, Port } from '../../../shared/port.ts';
import { readAs } from '../../../shared/read-as.ts';
import { readAnchor } from '../accounts/anchor.ts';
import { openStore, type AccountsStore, type StoreHooks } from '../accounts/store.ts';
import { rehearseHandOver } from '../key-hand.ts';
import { serveAttempt } from './attempt.ts';
import { createCourier } from './courier.ts';
import { createDirectoryNews } from './directory-news.ts';
import { enrolTurns } from './enrolment.ts';
import type { Gate } from './gate.ts';
import { createHandOver } from './hand-over.ts';
import { leadTurns } from './lead-entry.ts';
import { borrowKey } from './lend-key.ts';
import { passwordTurns } from './password-change.ts';
import { peopleTurns } from './people.ts';
import type { Probe } from './probe.ts';
import { accountsPath, openProfile } from './profile.ts';
import { rolledBackTurns } from './rolled-back.ts';
import { setUpTurns } from './set-up.ts';
import { signInTurns } from './sign-in.ts';
import { siteDateAt } from './today.ts';
import type { Turn, Turns } from './turn.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';

export type GateDependencies = {
  link: ParentLink;
  keychainFor: (service: string) => Keychain;
  clock: Clock;
  /** For tests alone: where an attempt is. */
  probe?: Probe;
};

/**
 * The gate's process: opens the profile, brings leftovers to main, then serves one attempt and waits for its end. It
 * is started idle, without any person's secret, and is killed after the attempt (design, section 2).
 */
export function runGate({ link, keychainFor, clock, probe = () => undefined }: GateDependencies): void {
  const send = (message: FromGate) => {
    link.send(message);
  };
  const courier = createCourier((entries) => {
    send({ type: 'outbox', entries });
  });
  const hooks: StoreHooks = {
    beforeCommit: () => {
      probe('before-commit');
    },
    committed: () => {
      probe('committed');
    },
    anchored: () => {
      probe('anchored');
    },
  };
  const alone = createQueue();
  const handOver = createHandOver();
  const news = createDirectoryNews();
  let gate: Gate | null = null;
  let upkeep: Upkeep | null = null;
  let attempted = false;
  let opened: Promise<Partial<Turns>> | null = null;

  const makeGate = (profile: string, keychain: Keychain, store: AccountsStore, device: Uint8Array): Gate => {
    const today = () => {
      const { highWater, site } = store.state();
      return siteDateAt(Math.max(clock.now(), highWater), site.zone);
    };
    const proven = (account: string) => {
      send({ type: 'proven', account });
    };
    return { profile, keychain, clock, device, store, probe, today, proven };
  };

  const equip = (made: Gate): Gate => {
    gate = made;
    upkeep = createUpkeep(made, courier);
    return made;
  };

  const start = async ({ profile, keychainService }: Extract<ToGate, { type: 'start' }>): Promise<Partial<Turns>> => {
    const keychain = keychainFor(keychainService);
    const found = await openProfile(profile, keychain, clock, hooks);
    if (found.state === 'ready') {
      const made = equip(makeGate(profile, keychain, found.store, found.device));
      send({ type: 'ready', profile: news.ready(made) });
      // While nobody waits: a program's first hand-over takes far longer than its next.
      setImmediate(() => void rehearseHandOver());
      return turnsOf(made);
    }
    if (found.state === 'rolled-back') {
      const { store, device, anchor, keptAside } = found;
      send({ type: 'ready', profile: { state: 'fault', fault: 'accounts-rolled-back', keptAside } });
      const cut = { ...makeGate(profile, keychain, store, device), anchor };
      return rolledBackTurns(cut, () => {
        equip(cut);
      });
    }
    send({ type: 'ready', profile: found });
    if (found.state === 'fault') return {};
    const path = accountsPath(profile);
    return setUpTurns({
      accountsPath: path,
      keychain,
      clock,
      probe,
      adopted: async (device) => {
        const store = openStore(path, { device, clock, keychain, hooks, anchor: await readAnchor(keychain) });
        if (!store.ok) throw new Error(`a new accounts.db is ${store.code}`);
        equip(makeGate(profile, keychain, store.value, device));
      },
    });
  };

  const sweep = async (timeConfirmed: boolean): Promise<void> => {
    if (upkeep) send(await upkeep.run(timeConfirmed));
  };

  const ended = (name: string, { reply, goesOn, session, grant, site }: Turn<unknown>): void => {
    if (session) handOver.keep(session.facts.account, session.userKey);
    send({
      type: 'outcome',
      op: name,
      ok: reply.ok,
      code: reply.ok ? null : reply.code,
      session: session?.facts ?? null,
      grant: grant ?? null,
      people: gate ? news.changed(gate) : null,
      site: site ?? null,
      over: goesOn !== true,
    });
  };

  const openAttempt = async (facts: Extract<ToGate, { type: 'attempt' }>, ports: Port[]): Promise<void> => {
    const [page, vault] = ports;
    const { session, grant } = facts;
    const borrow = () => {
      if (!vault || !session) return Promise.resolve(null);
      const lent = borrowKey(vault, session.account);
      send({ type: 'borrow-key' });
      return lent;
    };
    const turns = await opened;
    if (!page || !turns || attempted) {
      page?.close();
      return;
    }
    attempted = true;
    serveAttempt(page, {
      turns,
      facts: { session, grant, borrow },
      alone,
      deliver: () => (gate ? courier.deliver(gate.store.pendingEvents()) : Promise.resolve(true)),
      ended,
      onMalformed: (name) => {
        send({ type: 'malformed', name });
      },
    });
  };

  link.onMessage((message, ports) => {
    const read = readAs(toGate, message);
    if (!read.success) {
      send({ type: 'malformed', name: 'main' });
      return;
    }
    switch (read.data.type) {
      case 'start': {
        if (opened) return;
        opened = start(read.data);
        void opened.then(() => alone(() => sweep(false)));
        return;
      }
      case 'attempt':
        void openAttempt(read.data, ports);
        return;
      case 'hand-over':
        if (ports[0] && handOver.give(ports[0])) send({ type: 'handed-over' });
        return;
      case 'outbox-kept':
        // The answer first: an outbox that is killed before it has forgotten tells once more what main knows already.
        courier.kept(read.data.ids);
        void upkeep?.acknowledge(read.data.ids);
        return;
      case 'outbox-refused':
        courier.refused();
        return;
      case 'sweep': {
        const { timeConfirmed } = read.data;
        void alone(() => sweep(timeConfirmed));
        return;
      }
    }
  });
}

function turnsOf(gate: Gate): Partial<Turns> {
  return {
    ...signInTurns(gate),
    ...enrolTurns(gate),
    ...leadTurns(gate),
    ...passwordTurns(gate),
    ...peopleTurns(gate),
  };
}

/** One piece of work after the other, each to its end. */
function createQueue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
