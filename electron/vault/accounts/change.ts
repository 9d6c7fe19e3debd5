import type { EventDraft, EventData, EventType } from '../../../shared/events/index.ts';
import type { AccountDocument, Moment, StateDocument, StrangerDocument } from './documents.ts';
import type { Loaded } from './load.ts';
import { noTries } from './tries.ts';

type NewEvent = {
  type: EventType;
  data: Record<string, unknown>;
  actor: string | null;
  outcome: EventDraft['outcome'];
};

/** One commit in the making. Documents that it hands out are copies; what was changed in them is written at its end. */
export type Change = {
  readonly state: StateDocument;
  readonly now: Moment;
  /** Throws for an id that is not there: callers look first. */
  account(id: string): AccountDocument;
  accounts(): AccountDocument[];
  add(account: AccountDocument): void;
  /** Made at the first asking. */
  stranger(key: string): StrangerDocument;
  event<T extends EventType>(
    type: T,
    data: EventData<T>,
    more?: { actor?: string | null; outcome?: EventDraft['outcome'] },
  ): void;
};

/** What a change has gathered, for the store to write. */
export type Gathered = {
  state: StateDocument;
  accounts: Map<string, AccountDocument>;
  strangers: Map<string, StrangerDocument>;
  events: NewEvent[];
};

export function createChange(loaded: Loaded, now: Moment): { change: Change; gathered: Gathered } {
  const gathered: Gathered = {
    state: { ...structuredClone(loaded.state), boot: now.boot, running: now.running },
    accounts: new Map(),
    strangers: new Map(),
    events: [],
  };
  const account = (id: string): AccountDocument => {
    const known = gathered.accounts.get(id) ?? structuredClone(loaded.accounts.get(id));
    if (!known) throw new Error('a change to an account that is not there');
    gathered.accounts.set(id, known);
    return known;
  };
  return {
    gathered,
    change: {
      state: gathered.state,
      now,
      account,
      accounts: () => {
        const ids = new Set([...loaded.accounts.keys(), ...gathered.accounts.keys()]);
        return [...ids].flatMap((id) => gathered.accounts.get(id) ?? loaded.accounts.get(id) ?? []);
      },
      add: (added) => {
        gathered.accounts.set(added.id, added);
      },
      stranger: (key) => {
        const known = gathered.strangers.get(key) ?? structuredClone(loaded.strangers.get(key)) ?? { tries: noTries };
        gathered.strangers.set(key, known);
        return known;
      },
      event: (type, data, more = {}) => {
        gathered.events.push({ type, data, actor: more.actor ?? null, outcome: more.outcome ?? 'ok' });
      },
    },
  };
}
