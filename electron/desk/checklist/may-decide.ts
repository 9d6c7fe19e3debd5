import type { Person } from '../../../shared/people.ts';
import type { Acting } from './deps.ts';

/**
 * Nobody decides about themselves. Whoever holds the owner's kit is unknown: it may be the person at the desk, and it
 * may be any lead, so it decides about neither.
 */
export function mayDecide(by: Acting, person: string, people: Person[]): boolean {
  if (by.actor !== null) return by.actor !== person;
  return person !== by.desk && people.find(({ id }) => id === person)?.role === 'operator';
}
