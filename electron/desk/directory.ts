import type { Clock } from '../../shared/clock.ts';
import type { Person } from '../../shared/people.ts';
import type { Site } from '../../shared/site.ts';
import { siteDateAt } from './checklist/shift.ts';

/** Who and where: what gates tell about the site and its people. Names are never in the log. */
export type Directory = {
  site(): Site | null;
  people(): Person[];
  person(id: string): Person | null;
  nameOf(id: string): string | null;
  deviceId(): string | null;
  /** The site's date, by its own zone; null before set-up. A clock set back brings no earlier day back. */
  today(): string | null;
  /** A right code, or somebody who may, has said that the wall clock is right as it stands. */
  confirmTime(): void;
  learn(news: { site?: Site | null; people?: Person[] | null; deviceId?: string }): void;
};

export function createDirectory(clock: Clock): Directory {
  let site: Site | null = null;
  let people: Person[] = [];
  let deviceId: string | null = null;
  let confirmed: { wall: number; running: number } | null = null;
  const confirmTime = () => {
    confirmed = { wall: clock.now(), running: clock.running() };
  };
  /** Running time goes on from what was confirmed, whatever is done to the wall clock. */
  const latest = () =>
    confirmed ? Math.max(clock.now(), confirmed.wall + clock.running() - confirmed.running) : clock.now();
  const person = (id: string) => people.find((one) => one.id === id) ?? null;
  return {
    site: () => site,
    people: () => people,
    person,
    nameOf: (id) => person(id)?.name ?? null,
    deviceId: () => deviceId,
    today: () => site && siteDateAt(latest(), site.zone),
    confirmTime,
    learn: (news) => {
      if (!site && news.site) confirmTime();
      site = news.site ?? site;
      people = news.people ?? people;
      deviceId = news.deviceId ?? deviceId;
    },
  };
}

/** Whether somebody who has proven to be a lead still is one: not after being put out or demoted since. */
export function stillLeads(person: Person | null, today: string | null): boolean {
  return person?.role === 'lead' && mayStay(person, today);
}

/** A disabled or ended person is out of the desk at once; `today` is the site's date. */
export function mayStay(person: Person | null, today: string | null): boolean {
  if (!person || person.state === 'disabled' || person.state === 'ended') return false;
  return person.endsOn === null || today === null || today <= person.endsOn;
}
