import { DateTime, IANAZone } from 'luxon';
import type { Settings } from '../../../shared/settings.ts';

/** One shift of one site date. Instants are UTC milliseconds; it runs from `startsAt` until just before `endsAt`. */
export type Shift = {
  /** The site date on which its local start falls, also where a missing hour moves the start past midnight. */
  date: string;
  /** Its number on that date, from 1. */
  shift: number;
  startsAt: number;
  endsAt: number;
  fromPolicy: boolean;
};

const hour = 3_600_000;
/** Without a policy a shift is the first sign-in + 12 h (design, section 7). */
const personalHours = 12;
/** Whoever signs in this long before a shift, and outside any other, is early for it. */
export const earlyHours = 2;

/** The site date of an instant. */
export function siteDateAt(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd');
}

/** `days` may be negative. A date is counted as a date, so that no change of the clock can repeat or skip one. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/**
 * The instant of a local time at the site. A repeated time means its first occurrence; a missing one means the moment
 * at which the clock jumped over it. So later local times never give earlier instants, and shifts that follow each
 * other without a gap on paper do so on every day of the year.
 */
export function instantOf(date: string, time: string, zone: string): number {
  const local = DateTime.fromISO(`${date}T${time}`, { zone: 'utc' }).toMillis();
  const offset = (instant: number) => IANAZone.create(zone).offset(instant) * 60_000;
  const before = offset(local - 24 * hour);
  const after = offset(local + 24 * hour);
  const met = [local - before, local - after].filter((instant) => instant + offset(instant) === local);
  if (met.length > 0) return Math.min(...met);
  let [low, high] = [local - after, local - before];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

/** The policy's shifts that begin on that site date. One that lies wholly within a missing hour does not take place. */
export function shiftsOn(date: string, zone: string, times: Settings['shifts']): Shift[] {
  return times
    .map(({ start, end }, index) => ({
      date,
      shift: index + 1,
      startsAt: instantOf(date, start, zone),
      endsAt: instantOf(end > start ? date : addDays(date, 1), end, zone),
      fromPolicy: true,
    }))
    .filter((shift) => shift.endsAt > shift.startsAt);
}

/** The policy's shifts around an instant: whatever may still run, and the next ones, in order of their start. */
function shiftsAround(now: number, zone: string, times: Settings['shifts']): Shift[] {
  const today = siteDateAt(now, zone);
  return [-2, -1, 0, 1, 2]
    .flatMap((days) => shiftsOn(addDays(today, days), zone, times))
    .sort((one, other) => one.startsAt - other.startsAt || one.shift - other.shift);
}

/**
 * The policy's shift of an instant: the running one that began last, else the one that is about to begin.
 * @returns null where the policy names none.
 */
export function policyShift(now: number, zone: string, times: Settings['shifts']): Shift | null {
  const around = shiftsAround(now, zone, times);
  const running = around.filter((shift) => shift.startsAt <= now && now < shift.endsAt);
  const soon = around.find((shift) => now < shift.startsAt && shift.startsAt - now <= earlyHours * hour);
  return running.at(-1) ?? soon ?? null;
}

/**
 * A shift of a person's own, for a sign-in outside the policy's times: 12 h, or until the policy's next shift.
 * @param taken the highest number that the person already has on that site date.
 */
export function personalShift(now: number, zone: string, times: Settings['shifts'], taken: number): Shift {
  const next = shiftsAround(now, zone, times).find((shift) => shift.startsAt > now);
  return {
    date: siteDateAt(now, zone),
    shift: Math.max(taken, times.length) + 1,
    startsAt: now,
    endsAt: Math.min(now + personalHours * hour, next?.startsAt ?? Infinity),
    fromPolicy: false,
  };
}
