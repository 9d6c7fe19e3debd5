import type { CountdownState, DeskState, EntryState } from '../../shared/console-state.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { Directory } from './directory.ts';
import type { Host } from './host.ts';
import type { Lead } from './lead/lead.ts';
import type { LockWatch } from './lock/lock-watch.ts';
import type { Preferences } from './policy/preferences.ts';
import { sessionEnd } from './session/limit.ts';
import { maskedIn, resumed, type Lock, type Moment, type Session, type State } from './session/machine.ts';
import type { Stores } from './stores.ts';

export type Scene = {
  host: Pick<Host, 'kind' | 'version' | 'contentProtection'>;
  preferences: Preferences;
  directory: Directory;
  lead: Lead;
  watch: LockWatch;
  stores: () => Stores | null;
  /** The wall clock against running time, as the last sweep judged it. */
  steadiness: () => EntryState['clock'];
  state: () => State;
  /** At a start: this profile has people, and nothing has been found wrong with it so far. */
  isSetUp: () => boolean;
  /** What the living vault has found changed in its file. */
  notesAltered: () => DeskState['notesAltered'];
  moment: () => Moment;
};

/** A lock that lasts beyond this asks for the code as well as the password; running time, so that no clock helps. */
export function codeAfter(lock: Lock, settings: Settings): number {
  return lock.since.running + settings.codeAfterMinutes * 60_000;
}

export function settingsOf(stores: Stores | null): Settings {
  return stores?.settings.read() ?? defaultSettings;
}

export function languageOf({
  preferences,
  directory,
}: Pick<Scene, 'preferences' | 'directory'>): EntryState['language'] {
  const { language, systemLanguage } = preferences.read();
  return language ?? directory.site()?.language ?? systemLanguage;
}

function frame(scene: Scene) {
  return {
    host: scene.host.kind,
    version: scene.host.version,
    site: scene.directory.site(),
    language: languageOf(scene),
    theme: scene.preferences.read().theme,
    clock: scene.steadiness(),
  };
}

/** What the entry window shows. While the desk is open it is not there; then this is what it would show at a lock. */
export function entryState(scene: Scene): EntryState {
  const state = scene.state();
  const shown = state.is === 'opening' ? state.from : resumed(state);
  return {
    ...frame(scene),
    phase: shown.is === 'starting' && scene.isSetUp() ? 'sign-in' : phaseOf(shown),
    fault: shown.is === 'broken' ? { code: shown.fault, keptAside: shown.keptAside } : null,
    notice: shown.is === 'sign-in' || shown.is === 'locked' ? shown.notice : null,
    keptAside: shown.is === 'sign-in' || shown.is === 'locked' ? shown.keptAside : null,
    lock: lockOf(scene, shown),
    drawer: shown.is === 'sign-in' || shown.is === 'locked' ? scene.lead.current() : null,
  };
}

function phaseOf(state: State): EntryState['phase'] {
  switch (state.is) {
    case 'opening':
    case 'open':
      return 'starting';
    // The screen is covered and says so before the vault has ended.
    case 'closing':
      return state.lock && state.end === null ? 'locked' : 'sign-in';
    default:
      return state.is;
  }
}

function lockOf(scene: Scene, state: State): EntryState['lock'] {
  const lock = state.is === 'locked' || (state.is === 'closing' && state.end === null) ? state.lock : null;
  if (!lock || !('session' in state)) return null;
  const person = state.session.facts.account;
  return {
    person,
    name: scene.directory.nameOf(person) ?? '',
    since: lock.since.wall,
    cause: lock.cause,
    break: lock.break,
    needsCode: scene.moment().running > codeAfter(lock, settingsOf(scene.stores())),
    masked: lock.masked,
  };
}

/** What the desk window shows; null while no desk is open. */
export function deskState(scene: Scene): DeskState | null {
  const state = scene.state();
  return state.is === 'open' ? deskOf(scene, state.session, state.masked) : null;
}

/** What the desk's page draws out of sight while the vault is opened, so that an unlock waits for one of them only. */
export function comingDeskState(scene: Scene): DeskState | null {
  const state = scene.state();
  return state.is === 'opening' ? deskOf(scene, state.session, maskedIn(state)) : null;
}

function deskOf(scene: Scene, session: Session, masked: number): DeskState | null {
  const stores = scene.stores();
  const person = scene.directory.person(session.facts.account);
  if (!person || !stores) return null;
  const { startsAt, endsAt, fromPolicy } = stores.checklists.shiftNow(person.id);
  return {
    ...frame(scene),
    person: {
      id: person.id,
      name: person.name,
      username: person.username,
      role: person.role,
      recoveryCodesLeft: person.recoveryCodesLeft,
    },
    session: sessionTimes(session, scene.moment()),
    shift: { startsAt, endsAt, fromPolicy },
    locksAt: scene.watch.locksAt(),
    idleSource: scene.watch.source(),
    onCall: scene.watch.onCall(),
    settings: stores.settings.read(),
    chain: stores.audit.state(),
    central: stores.sync.state(),
    contentProtection: scene.host.contentProtection,
    lead: scene.lead.current(),
    checklist: stores.checklists.summary(person.id),
    notesClosed: stores.checklists.notesClosed(person),
    policyText: stores.checklists.policyTextState(person.id),
    maskedAtLock: masked,
    notesAltered: scene.notesAltered(),
  };
}

function sessionTimes({ since }: Session, now: Moment): DeskState['session'] {
  return { since: since.wall, endsAt: sessionEnd(since, now) };
}

/** What the warning before an idle lock shows. */
export function countdownState(scene: Scene): CountdownState {
  return { language: languageOf(scene), theme: scene.preferences.read().theme, locksAt: scene.watch.locksAt() };
}
