import type { FromGate } from '../../../shared/contract/gate-process.ts';
import type { Person } from '../../../shared/people.ts';
import { personOf } from '../accounts/directory.ts';
import type { Gate } from './gate.ts';

function peopleOf({ store, today }: Gate): Person[] {
  return store.accounts().map((account) => personOf(account, today(), store.now()));
}

type ReadyProfile = Extract<FromGate, { type: 'ready' }>['profile'];

/** Tells main of the directory when it is another than main knows. */
export function createDirectoryNews(): { ready(gate: Gate): ReadyProfile; changed(gate: Gate): Person[] | null } {
  let known = '';
  const note = (people: Person[]): boolean => {
    const now = JSON.stringify(people);
    const isNews = now !== known;
    known = now;
    return isNews;
  };
  return {
    ready: (gate) => {
      const { site, deviceId } = gate.store.state();
      const people = peopleOf(gate);
      note(people);
      return { state: 'ready', site, deviceId, people };
    },
    changed: (gate) => {
      const people = peopleOf(gate);
      return note(people) ? people : null;
    },
  };
}
