import { entryContract, deskContract, countdownContract, type IpcCode } from '../../shared/contract/ipc.ts';
import type { CountdownContract, DeskContract, EntryContract } from '../../shared/contract/ipc.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Acting } from './checklist/index.ts';
import type { ClipboardWatch } from './clipboard/clipboard-watch.ts';
import type { Host, WindowRole } from './host.ts';
import { exportActivity } from './export-activity.ts';
import type { NotesDoor } from './notes-door.ts';
import type { Pushes } from './pushes.ts';
import type { Session } from './session/session.ts';
import { countdownState, entryState, type Scene } from './states.ts';
import type { Stores } from './stores.ts';

export const contracts = { entry: entryContract, desk: deskContract, countdown: countdownContract };

export type Desk = {
  scene: Scene;
  host: Host;
  session: Session;
  pushes: Pick<Pushes, 'desk'>;
  clipboard: ClipboardWatch;
  notesDoor: NotesDoor;
  note: (work: (stores: Stores) => void) => void;
  changed: () => void;
  /** The entry's page has been drawn for the first time. */
  drawn: () => void;
};
type Common = Pick<
  Handlers<EntryContract>,
  | 'prefs.set'
  | 'gate.open'
  | 'people.list'
  | 'lead.close'
  | 'clock.confirm'
  | 'team.lists'
  | 'team.confirm'
  | 'team.return'
  | 'team.close-exception'
  | 'team.brief'
>;

const done = ok({});

/** The person whose session is open or locked at this desk. */
export function personAtDesk(scene: Pick<Scene, 'state'>): string | null {
  const state = scene.state();
  return 'session' in state ? state.session.facts.account : null;
}

/** The live grant as far as it is that window's: a step-up is the desk's, drawer and kit are the entry's. */
function grantOf({ lead }: Scene, role: WindowRole): ReturnType<Scene['lead']['current']> {
  const grant = lead.current();
  return grant && (grant.via === 'step-up') === (role === 'desk') ? grant : null;
}

type Work<Value> = (stores: Stores, by: Acting) => Result<Value> | Promise<Result<Value>>;

/** What a lead sees needs a live grant: own step-up, drawer or kit (design, section 4). */
function seenByLead<Value>(
  { scene }: Desk,
  role: WindowRole,
  work: Work<Value>,
): Result<Value> | Promise<Result<Value>> {
  const grant = grantOf(scene, role);
  const stores = scene.stores();
  if (!grant || !stores) return fail<IpcCode>('no-lead');
  return work(stores, { actor: grant.actor, desk: personAtDesk(scene) });
}

/** What a lead does, also that the lead is active: who is being reset since only still sees the new code. */
function byLead<Value>(desk: Desk, role: WindowRole, work: Work<Value>): Result<Value> | Promise<Result<Value>> {
  return seenByLead(desk, role, (stores, by) => {
    const works = by.actor === null || desk.scene.directory.person(by.actor)?.state === 'active';
    return works ? work(stores, by) : fail<IpcCode>('no-lead');
  });
}

function common(desk: Desk, role: WindowRole): Common {
  const { scene, session } = desk;
  /** Whatever lead's work changed may show: overdue, confirmed, notes open again. */
  const team = <Value>(work: (stores: Stores, by: Acting) => Result<Value>) =>
    byLead(desk, role, (stores, by) => {
      const answer = work(stores, by);
      desk.changed();
      return answer;
    });
  return {
    'prefs.set': (change) => {
      scene.preferences.write(change);
      desk.changed();
      return done;
    },
    'gate.open': async () => {
      const taken = await session.openGate(role, grantOf(scene, role) && scene.lead.token());
      return taken ? done : fail<IpcCode>('not-now');
    },
    'people.list': () => seenByLead(desk, role, () => ok(scene.directory.people())),
    'lead.close': () => {
      scene.lead.close();
      return done;
    },
    'clock.confirm': () =>
      byLead(desk, role, ({ audit }, { actor }) => {
        // Written down first: notes end by it, and that must not happen without a word in the log.
        audit.record('clock.confirmed', {}, { actor });
        if (session.confirmTime()) return done;
        audit.record('clock.confirmed', {}, { actor, outcome: 'failed' });
        return fail<IpcCode>('not-now');
      }),
    'team.lists': (request) => seenByLead(desk, role, ({ checklists }, by) => checklists['team.lists'](by, request)),
    'team.confirm': (request) => team(({ checklists }, by) => checklists['team.confirm'](by, request)),
    'team.return': (request) => team(({ checklists }, by) => checklists['team.return'](by, request)),
    'team.close-exception': (request) => team(({ checklists }, by) => checklists['team.close-exception'](by, request)),
    'team.brief': (request) => team(({ checklists }, by) => checklists['team.brief'](by, request)),
  };
}

export function entryHandlers(desk: Desk): Handlers<EntryContract> {
  return {
    ...common(desk, 'entry'),
    state: () => ok(entryState(desk.scene)),
    // For the window alone, which has heard it (shell/first-answer.ts).
    composed: () => done,
    drawn: () => {
      desk.drawn();
      return done;
    },
    'attempt.near': () => {
      desk.session.attemptNear();
      return done;
    },
    retry: () => {
      desk.session.retry();
      return done;
    },
    quit: () => {
      desk.host.quit();
      return done;
    },
  };
}

export function countdownHandlers(desk: Desk): Handlers<CountdownContract> {
  return { state: () => ok(countdownState(desk.scene)) };
}

/** What the desk window may ask, and only while a desk is open: a page that outlived its desk gets `closed`. */
export function deskHandlers(desk: Desk): Handlers<DeskContract> {
  const { scene, session } = desk;
  const atDesk = <Value>(work: (stores: Stores, person: string) => Result<Value> | Promise<Result<Value>>) => {
    const stores = scene.stores();
    const state = scene.state();
    if (!stores || state.is !== 'open') return fail<IpcCode>('closed');
    return work(stores, state.session.facts.account);
  };
  /** Also while the vault is being opened: the page is drawn meanwhile. */
  const nearDesk: typeof atDesk = (work) => {
    const [stores, state] = [scene.stores(), scene.state()];
    return stores && state.is === 'opening' ? work(stores, state.session.facts.account) : atDesk(work);
  };
  const changing = <Value>(work: (stores: Stores, person: string) => Result<Value>) =>
    atDesk((stores, person) => {
      const answer = work(stores, person);
      desk.changed();
      return answer;
    });
  return {
    ...common(desk, 'desk'),
    state: () => {
      const state = desk.pushes.desk();
      return state ? ok(state) : fail<IpcCode>('closed');
    },
    'vault.open': () => (desk.notesDoor.open() ? done : fail<IpcCode>('not-now')),
    lock: ({ break: kind }) =>
      atDesk(() => {
        if (kind) session.lock('break', kind);
        else session.lock('key');
        return done;
      }),
    'drawer.open': () =>
      atDesk(() => {
        session.lock('drawer');
        return done;
      }),
    'on-call': ({ on }) =>
      atDesk(() => {
        scene.watch.call(on);
        return done;
      }),
    'sign-out': () =>
      atDesk(() => {
        session.end('sign-out');
        return done;
      }),
    touched: () => {
      scene.watch.touched();
      return done;
    },
    copied: ({ mark }) =>
      atDesk((_stores, actor) => {
        const allowed = desk.clipboard.copied(mark);
        desk.note(({ audit }) => {
          if (allowed) audit.record('copy.made', {}, { actor });
          else audit.record('copy.refused', {}, { actor, outcome: 'refused' });
        });
        return done;
      }),
    selected: () =>
      atDesk(() => {
        desk.clipboard.selected();
        return done;
      }),

    'checklist.today': () =>
      nearDesk(({ checklists }, person) => changed(desk, checklists['checklist.today'](person, {}))),
    'checklist.answer': (request) =>
      changing(({ checklists }, person) => checklists['checklist.answer'](person, request)),
    'checklist.submit': () => changing(({ checklists }, person) => checklists['checklist.submit'](person, {})),
    'checklist.history': (request) =>
      nearDesk(({ checklists }, person) => checklists['checklist.history'](person, request)),
    'policy-text.read': () => atDesk(({ checklists }, person) => checklists['policy-text.read'](person, {})),
    'policy-text.acknowledge': (request) =>
      changing(({ checklists }, person) => checklists['policy-text.acknowledge'](person, request)),
    'policy-text.publish': (request) =>
      byLead(desk, 'desk', ({ checklists }, by) => changed(desk, checklists['policy-text.publish'](by, request))),
    'evidence.list': () => atDesk(({ checklists }, person) => checklists['evidence.list'](person, {})),
    'evidence.record': (request) =>
      byLead(desk, 'desk', ({ checklists }, by) => checklists['evidence.record'](by, request)),

    'activity.page': (query) =>
      atDesk(({ audit }, self) => {
        // Leads see everybody's rows, an operator their own: the log is no window on colleagues.
        const person = scene.directory.person(self)?.role === 'lead' ? query.person : self;
        const zone = scene.directory.site()?.zone ?? 'UTC';
        return ok(audit.page({ ...query, person, zone }, scene.directory.nameOf));
      }),
    'activity.prove': () => atDesk(async ({ audit }) => changed(desk, ok(await audit.prove()))),
    'activity.export': () => atDesk((stores, self) => exportActivity(desk, stores, self)),

    'settings.write': (wanted) =>
      byLead(desk, 'desk', ({ settings }, { actor }) => {
        settings.write(wanted, actor);
        scene.watch.review();
        return changed(desk, done);
      }),
    'central.enrol': ({ token }) =>
      byLead(desk, 'desk', async ({ sync }, { actor }) => sentNothing(await sync.enrol(token, actor))),
    'central.leave': () =>
      byLead(desk, 'desk', ({ sync }, { actor }) => {
        sync.leave(actor);
        return done;
      }),
    'central.close-alert': () =>
      byLead(desk, 'desk', ({ sync }, { actor }) => {
        sync.closeAlert(actor);
        return done;
      }),
    'central.retry': () =>
      atDesk(({ sync }) => {
        sync.retryNow();
        return done;
      }),
  };
}

function changed<Answer>(desk: Desk, answer: Answer): Answer {
  desk.changed();
  return answer;
}

const sentNothing = (result: Result<null>): Result<Record<string, never>> => (result.ok ? done : result);
