import type { Clock } from '../../shared/clock.ts';
import type { Keychain } from '../../shared/keychain/keychain.ts';
import { answer } from '../../shared/rpc.ts';
import type { Result } from '../../shared/result.ts';
import type { AutomaticFacts } from './checklist/index.ts';
import { createClipboardWatch } from './clipboard/clipboard-watch.ts';
import { createDirectory, stillLeads } from './directory.ts';
import { createDue } from './due.ts';
import { hasPeople } from './first-state.ts';
import type { Host, PowerEvent, Turn, WindowRole } from './host.ts';
import { createInputCounter } from './input-counter.ts';
import { createLead } from './lead/lead.ts';
import { createLockWatch, type LockWatch } from './lock/lock-watch.ts';
import { startPulse } from './lock/pulse.ts';
import { createNotesDoor } from './notes-door.ts';
import type { Preferences } from './policy/preferences.ts';
import { createPushes } from './pushes.ts';
import { createArrival } from './renewal/arrival.ts';
import { createSuccession } from './renewal/succession.ts';
import { contracts, countdownHandlers, deskHandlers, entryHandlers, personAtDesk } from './routes.ts';
import { logFact } from './session/facts.ts';
import type { Moment, State } from './session/machine.ts';
import { createPutOut } from './session/put-out.ts';
import { noteLeadsWord } from './session/rolled-back.ts';
import { createSession, type Outcome, type Session } from './session/session.ts';
import { codeAfter, entryState, settingsOf, type Scene } from './states.ts';
import { openStores, type Stores } from './stores.ts';

export type Desk = {
  /** One validated request from a window of that role; the host has checked who sent it. */
  route(role: WindowRole | 'countdown', name: string, body: unknown): Promise<Result<unknown>>;
  malformed(border: 'ipc' | 'http', name: string): void;
  /** Locks, flushes, ends every child and closes the log. */
  stop(): Promise<void>;
};

const noteSpan = 12 * 3_600_000;

/** Builds the desk on its host; the entry window is there first of all, then the profile is opened. */
export function startDesk(deps: {
  host: Host;
  profile: string;
  /** S: main passes `S vault` on to its children and uses `S main` itself. */
  keychainService: string;
  keychain: Keychain;
  preferences: Preferences;
  clock: Clock;
  /** The place of another program that this one takes, if it does. */
  turn?: Turn | null;
}): Desk {
  const { host, preferences, clock, turn = null } = deps;
  const moment = (): Moment => ({ wall: clock.now(), running: clock.running() });
  const directory = createDirectory(clock);
  let stores: Stores | null = null;
  let facts: Pick<AutomaticFacts, 'clock' | 'keychain'> = {
    clock: { steadiness: 'steady', offsetSeconds: null },
    keychain: { answers: true, file: host.kind === 'preview' },
  };

  /** Writes what has happened already: where that fails nobody signs in any more, and nothing else stops. */
  const note = (write: (open: Stores) => void) => {
    try {
      if (stores) write(stores);
    } catch {
      session.fault('audit-unwritable', null);
    }
  };
  const inputs = createInputCounter((border, name, count) => {
    note(({ audit }) => {
      audit.record('input.malformed', { border, name, count }, { outcome: 'refused' });
    });
  });
  const actor = () => personAtDesk(scene);

  const lead = createLead({
    moment,
    leads: (person) => stillLeads(directory.person(person), directory.today()),
    onClosed: () => {
      putOut.review();
    },
    onChange: () => {
      pushes.changed();
    },
  });
  const clipboard = createClipboardWatch(host.clipboard, () => settingsOf(stores).copying);

  const watch = createLockWatch({
    moment,
    idleSeconds: host.idleSeconds,
    limits: () => settingsOf(stores),
    lock: (cause) => {
      session.lock(cause);
    },
    showCountdown: () => {
      pushes.countdown();
      host.windows.showCountdown();
    },
    hideCountdown: host.windows.hideCountdown,
    onCallBegan: () => {
      note(({ audit }) => {
        audit.record('call.began', {}, { actor: actor() });
      });
    },
    onCallEnded: (seconds) => {
      note(({ audit }) => {
        audit.record('call.ended', { seconds }, { actor: actor() });
      });
    },
    onSourceBroken: (seconds) => {
      note(({ audit }) => {
        audit.record('idle.source-broken', { seconds }, { actor: actor() });
      });
    },
    onChange: () => {
      pushes.changed();
    },
  });

  /** When a note written now expires: shift's end and what settings add. A desk that cannot say is no reason to fail. */
  const noteExpiry = (account: string): number => {
    try {
      const shift = stores?.checklists.shiftNow(account);
      if (shift?.written === false) session.fault('audit-unwritable', null);
      if (shift) return shift.endsAt + settingsOf(stores).noteMinutesAfterShift * 60_000;
    } catch {
      session.fault('audit-unwritable', null);
    }
    return clock.now() + noteSpan;
  };

  let noteEndsAt: number | null = null;
  const session: Session = createSession({
    host,
    paths: { profile: deps.profile, keychainService: `${deps.keychainService} vault` },
    moment,
    noteExpiry,
    codeAfter: (lock) => codeAfter(lock, settingsOf(stores)),
    accept: (entries) => {
      const kept = stores?.audit.accept(entries) ?? false;
      if (!kept) session.fault('audit-unwritable', null);
      return kept;
    },
    log: (fact) => {
      note(({ audit }) => {
        logFact(audit, fact);
      });
    },
    onReady: (profile) => {
      const fault = profile.state === 'fault' ? profile.fault : null;
      facts = { ...facts, keychain: { ...facts.keychain, answers: !fault?.startsWith('keychain') } };
      if (profile.state === 'ready') {
        directory.learn(profile);
        stores?.sync.start();
      }
      pushes.changed();
    },
    onOutcome: (outcome) => {
      putOut.learn(outcome);
      note(({ audit }) => {
        noteLeadsWord(audit, session.state(), outcome);
      });
      lead.review();
      if (outcome.grant) takeGrant(outcome.grant);
      putOut.review();
      changed();
    },
    onSwept: ({ clock: steadiness, nextIn }) => {
      noteEndsAt = nextIn === null ? null : clock.running() + nextIn;
      sawClock(steadiness);
    },
    onHeldByClock: () => {
      sawClock('ahead');
    },
    onMalformed: inputs.count,
    onComing: () => {
      note(() => {
        pushes.coming();
      });
    },
    onStep: (before, now) => {
      onStep(before, now);
      pushes.changed();
    },
    reopen: () => {
      open();
    },
  });

  const sawClock = (steadiness: AutomaticFacts['clock']['steadiness']) => {
    facts = { ...facts, clock: { ...facts.clock, steadiness } };
    pushes.changed();
  };
  const takeGrant = (grant: NonNullable<Outcome['grant']>) => {
    // At an open desk the page is the operator's own: only its person's step-up counts there. Drawer and kit are the
    // entry window's, where nothing of the operator's page runs.
    const open = session.state().is === 'open';
    if ((grant.via === 'step-up') === open) lead.take(grant);
  };
  const putOut = createPutOut({ directory, lead, personAtDesk: actor, end: session.end });

  /** Somebody can sign in here unless the gate finds a fault: the form is shown while it looks. */
  let isSetUp = hasPeople(deps.profile);

  const onStep = (before: State, now: State) => {
    if (now.is !== 'starting') isSetUp = false;
    if (now.is === 'broken' && !(before.is === 'broken' && before.fault === now.fault)) {
      note(({ audit }) => {
        audit.record('fault.found', { fault: now.fault, keptAside: now.keptAside !== null }, { outcome: 'failed' });
      });
    }
    if (before.is === now.is) return;
    if (before.is === 'starting') arrival.known();
    if (now.is === 'opening') succession.drop();
    if (before.is === 'open') {
      watch.stop();
      void clipboard.clear();
    }
    lead.close();
    if (now.is === 'open') {
      clipboard.begin();
      watch.start();
      note(({ checklists }) => {
        checklists.tick();
      });
    }
    // A desk whose vault has died is not closed first.
    if (before.is !== 'starting' && before.is !== 'broken' && (now.is === 'locked' || now.is === 'sign-in')) {
      // Heads are signed at every lock and sign-out (design, section 8).
      note(({ audit }) => void audit.signHead());
      succession.begin();
    }
  };

  const scene: Scene = {
    host,
    preferences,
    directory,
    lead,
    watch,
    stores: () => stores,
    steadiness: () => facts.clock.steadiness,
    notesAltered: () => session.notesAltered(),
    isSetUp: () => isSetUp,
    ...{ state: session.state, moment },
  };
  const pushes = createPushes(host, scene, () => {
    inputs.count('ipc', 'state');
  });
  const notesDoor = createNotesDoor(scene, session);
  /** What a rule says about the notes may have changed with it. */
  const changed = () => {
    note(() => {
      notesDoor.review();
    });
    pushes.changed();
  };

  /** What is opened while the console is told to stop is closed all the same. */
  let opening = Promise.resolve(false);
  const openAll = async (): Promise<boolean> => {
    // A turn that comes too late.
    if (stopped) return false;
    if (!stores && !(await (opening = openLog()))) return false;
    const found = stores?.audit.rolledBack();
    if (found) session.fault(found.database === 'log' ? 'audit-rolled-back' : 'desk-altered', found.keptAside);
    return true;
  };

  /** When this program's turn came: however often it has to try from then on, it goes on from what was left to it. */
  let began: Moment | null = null;
  const openLog = async (): Promise<boolean> => {
    began ??= moment();
    const opened = await openStores({
      ...{ profile: deps.profile, keychain: deps.keychain, clock, host, directory, began },
      probes: (audit) => ({ ...facts, version: { required: null }, chain: audit.state() }),
    });
    if (!opened.ok) {
      session.fault(opened.code, opened.detail?.keptAside?.toString() ?? null);
      return false;
    }
    stores = opened.value;
    if (stores.taken) session.resume(stores.taken.state);
    stores.audit.onAppended(pushes.changed);
    stores.sync.onChange(pushes.changed);
    return true;
  };

  /** The gate's process starts while the log is opened; it is told to begin when that has worked. */
  const open = (after = Promise.resolve()) => {
    session.start(
      after.then(openAll).catch(() => {
        session.fault('storage', null);
        return false;
      }),
    );
  };

  const due = createDue({
    state: session.state,
    limitNear: (minutes) => {
      note(({ audit }) => {
        audit.record('session.limit-near', { minutes }, { actor: actor() });
      });
    },
    limitReached: () => {
      session.end('session-limit');
    },
    sweep: session.sweep,
    noteEndsAt: () => noteEndsAt,
    tick: () => {
      if (!directory.site()) return;
      note(({ checklists }) => {
        checklists.tick();
      });
      const person = session.state().is === 'open' ? actor() : null;
      if (person !== null) session.noteExpiry(noteExpiry(person));
    },
  });
  const stopPulse = startPulse(moment, {
    jumped: (direction, seconds) => {
      note(({ audit }) => {
        audit.record('clock.jumped', { direction, seconds });
      });
      // What the jump means for notes is the vault's to judge, and the screens show it.
      session.sweep();
    },
    beat: (now) => {
      putOut.review();
      due(now);
      changed();
    },
  });

  const arrival = createArrival({
    ...{ windows: host.windows, turn, state: () => entryState(scene), stance: () => stores?.taken?.stance },
    // Not before: a program that ends until then has taken nothing.
    onShown: () => {
      note(({ taken, handover }) => {
        if (taken) handover.forget();
      });
    },
  });
  const begin = async () => {
    await arrival.begin();
    if (stopped) return;
    // Not before: the first page would wait for all of it, and nobody can have signed in yet.
    host.onPower((event) => {
      meetPowerEvent(event, session, watch);
    });
    open(turn?.comes());
  };

  const succession = createSuccession({
    ...{ host, session, lead, moment, note, stores: () => stores, flush: inputs.flush },
    close: () => close(),
  });

  const desk = { scene, host, session, pushes, clipboard, note, notesDoor, changed, drawn: arrival.drawn };
  const handlers = { entry: entryHandlers(desk), desk: deskHandlers(desk), countdown: countdownHandlers(desk) };
  const heard = {
    onMalformed: (name: string) => {
      inputs.count('ipc', name);
    },
    onError: (name: string) => {
      note(({ audit }) => {
        audit.record('fault.found', { fault: `request ${name}`, keptAside: false }, { outcome: 'failed' });
      });
    },
  };

  let stopped: Promise<void> | null = null;
  const stop = async () => {
    // What another program goes on with is not ended here.
    if (await succession.end()) return;
    await opening.catch(() => false);
    session.end('shutdown');
    await session.ended();
    await succession.end();
    await clipboard.clear();
    inputs.flush();
    await session.stop();
    note(({ audit }) => {
      audit.record('console.stopped', {});
      audit.signHead();
    });
    await close();
  };
  const close = async () => {
    stopPulse();
    pushes.stop();
    const open = stores;
    stores = null;
    await open?.close();
  };

  void begin();
  return {
    route: (role, name, body) => {
      switch (role) {
        case 'entry':
          return answer(contracts.entry, handlers.entry, name, body, heard);
        case 'desk':
          return answer(contracts.desk, handlers.desk, name, body, heard);
        case 'countdown':
          return answer(contracts.countdown, handlers.countdown, name, body, heard);
      }
    },
    malformed: inputs.count,
    stop: () => (stopped ??= stop()),
  };
}

function meetPowerEvent(event: PowerEvent, session: Session, watch: LockWatch): void {
  switch (event) {
    case 'system-lock':
    case 'suspend':
    case 'user-switch':
      session.lock(event);
      return;
    case 'resume':
      watch.review();
      return;
    case 'shutdown':
      session.end('shutdown');
      return;
  }
}
