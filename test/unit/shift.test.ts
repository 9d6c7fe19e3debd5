import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  instantOf,
  personalShift,
  policyShift,
  shiftsOn,
  siteDateAt,
} from '../../electron/desk/checklist/shift.ts';

const minute = 60_000;
const hour = 60 * minute;
const zones = Intl.supportedValuesOf('timeZone');
const shiftPatterns = [
  { name: 'two halves', times: [shift('08:00', '20:00'), shift('20:00', '08:00')] },
  { name: 'thirds on the hour', times: [shift('06:00', '14:00'), shift('14:00', '22:00'), shift('22:00', '06:00')] },
  { name: 'borders in the night', times: [shift('02:30', '10:30'), shift('10:30', '18:30'), shift('18:30', '02:30')] },
  { name: 'borders at midnight', times: [shift('00:00', '08:00'), shift('08:00', '16:00'), shift('16:00', '00:00')] },
  { name: 'a border before midnight', times: [shift('23:30', '11:30'), shift('11:30', '23:30')] },
  { name: 'a whole day', times: [shift('01:15', '01:15')] },
];
/** 2016 to 2036, at any second. */
const instants = fc
  .integer({ min: Date.UTC(2016, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 })
  .map((s) => s * 1000);
const zone = fc.constantFrom(...zones);
const pattern = fc.constantFrom(...shiftPatterns);

function shift(start: string, end: string) {
  return { start, end };
}

/** The first change of the zone's offset after an instant, within two years; null where it has none. */
function nextChange(from: number, name: string): number | null {
  const offset = (instant: number) => IANAZone.create(name).offset(instant);
  for (let day = from; day < from + 730 * 24 * hour; day += 24 * hour) {
    if (offset(day) === offset(day + 24 * hour)) continue;
    let [low, high] = [day, day + 24 * hour];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    return high;
  }
  return null;
}

describe('A shift by the site’s times', () => {
  it('is exactly one at every moment, in every time zone, when the shifts follow each other', () => {
    fc.assert(
      fc.property(zone, instants, pattern, (name, now, { times }) => {
        const today = siteDateAt(now, name);
        const holding = [-2, -1, 0, 1]
          .flatMap((days) => shiftsOn(addDays(today, days), name, times))
          .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
        expect(holding).toHaveLength(1);
        expect(policyShift(now, name, times)).toEqual(holding[0]);
      }),
      { numRuns: 800 },
    );
  });

  it('is one and the same throughout the days around a change of the clock, and none is missed', () => {
    fc.assert(
      fc.property(zone, instants, pattern, (name, from, { times }) => {
        const change = nextChange(from, name);
        fc.pre(change !== null);
        const seen = new Map<string, { startsAt: number; endsAt: number }>();
        let last: string | null = null;
        for (let now = change! - 26 * hour; now <= change! + 26 * hour; now += 29 * minute) {
          const found = policyShift(now, name, times);
          expect(found, `no shift at ${new Date(now).toISOString()} in ${name}`).not.toBeNull();
          const key = `${found!.date} ${found!.shift}`;
          // A shift that was left is never entered again: a repeated hour makes no second list.
          if (key !== last) expect(seen.has(key), `${key} again in ${name}`).toBe(false);
          last = key;
          const { startsAt, endsAt } = found!;
          const known = seen.get(key) ?? { startsAt, endsAt };
          expect(known).toEqual({ startsAt, endsAt });
          seen.set(key, known);
        }
        // Each began exactly where the one before it ended.
        const rows = [...seen.values()];
        for (const [index, row] of rows.slice(1).entries()) expect(row.startsAt).toBe(rows[index]!.endsAt);
      }),
      { numRuns: 12 },
    );
  });

  it('that runs over midnight belongs to the date on which it began', () => {
    const times = [shift('22:00', '06:00')];
    const beforeMidnight = policyShift(Date.UTC(2026, 2, 10, 20, 30), 'Europe/Moscow', times);
    const afterMidnight = policyShift(Date.UTC(2026, 2, 11, 0, 30), 'Europe/Moscow', times);
    expect(beforeMidnight).toEqual(afterMidnight);
    expect(afterMidnight).toMatchObject({ date: '2026-03-10', shift: 1, fromPolicy: true });
  });

  it('that starts in a missing hour starts when the clock has jumped over it, and ends where the next begins', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
    const [early, late] = shiftsOn('2026-03-29', 'Europe/Berlin', [shift('02:30', '10:00'), shift('22:00', '02:30')]);
    expect(early!.startsAt).toBe(Date.UTC(2026, 2, 29, 1));
    const [, nightBefore] = shiftsOn('2026-03-28', 'Europe/Berlin', [shift('02:30', '10:00'), shift('22:00', '02:30')]);
    expect(nightBefore!.endsAt).toBe(early!.startsAt);
    expect(late!.startsAt).toBe(Date.UTC(2026, 2, 29, 20));
  });

  it('that starts in a repeated hour starts at its first occurrence', () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC, so 02:30 is at 00:30 and at 01:30 UTC.
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    const times = [shift('02:30', '10:00')];
    expect(policyShift(Date.UTC(2026, 9, 25, 1, 10), 'Europe/Berlin', times)?.startsAt).toBe(
      Date.UTC(2026, 9, 25, 0, 30),
    );
  });

  it('keeps its date where the missing hour is the last of the day', () => {
    // Nuuk, 29 March 2025: 23:00 becomes 00:00 of the next day. Both evenings have their own shift.
    const times = [shift('23:30', '07:00')];
    const [saturday] = shiftsOn('2025-03-29', 'America/Nuuk', times);
    const [sunday] = shiftsOn('2025-03-30', 'America/Nuuk', times);
    expect(siteDateAt(saturday!.startsAt, 'America/Nuuk')).toBe('2025-03-30');
    expect([saturday!.date, sunday!.date]).toEqual(['2025-03-29', '2025-03-30']);
    expect(sunday!.startsAt - saturday!.startsAt).toBe(23.5 * hour);
  });

  it('that lies wholly within a missing hour does not take place', () => {
    expect(shiftsOn('2026-03-29', 'Europe/Berlin', [shift('02:10', '02:50')])).toEqual([]);
    expect(shiftsOn('2026-03-30', 'Europe/Berlin', [shift('02:10', '02:50')])).toHaveLength(1);
  });

  it('takes who comes up to two hours early, and nobody earlier', () => {
    const times = [shift('08:00', '16:00')];
    expect(policyShift(Date.UTC(2026, 4, 4, 6, 0), 'UTC', times)?.startsAt).toBe(Date.UTC(2026, 4, 4, 8));
    expect(policyShift(Date.UTC(2026, 4, 4, 5, 59), 'UTC', times)).toBeNull();
    expect(policyShift(Date.UTC(2026, 4, 4, 15, 59), 'UTC', times)?.startsAt).toBe(Date.UTC(2026, 4, 4, 8));
    expect(policyShift(Date.UTC(2026, 4, 4, 16, 0), 'UTC', times)).toBeNull();
  });

  it('is the one that began last where two overlap', () => {
    const times = [shift('08:00', '17:00'), shift('16:00', '23:00')];
    expect(policyShift(Date.UTC(2026, 4, 4, 15, 59), 'UTC', times)?.shift).toBe(1);
    expect(policyShift(Date.UTC(2026, 4, 4, 16, 30), 'UTC', times)?.shift).toBe(2);
  });
});

describe('A shift of one’s own', () => {
  it('is twelve hours from the first sign-in, in every time zone and over every change of the clock', () => {
    fc.assert(
      fc.property(zone, instants, (name, now) => {
        const own = personalShift(now, name, [], 0);
        expect(own).toMatchObject({ startsAt: now, endsAt: now + 12 * hour, shift: 1, fromPolicy: false });
        expect(own.date).toBe(siteDateAt(now, name));
      }),
      { numRuns: 500 },
    );
  });

  it('ends where the site’s next shift begins and takes a number that no other has', () => {
    const own = personalShift(Date.UTC(2026, 4, 4, 3), 'UTC', [shift('08:00', '16:00')], 0);
    expect(own).toMatchObject({ shift: 2, endsAt: Date.UTC(2026, 4, 4, 8) });
    expect(personalShift(Date.UTC(2026, 4, 4, 3), 'UTC', [], 1).shift).toBe(2);
  });
});

describe('A site date', () => {
  it('steps by dates, also where a day has 23 or 25 hours or none', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('never gives a later local time an earlier instant', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
    fc.assert(
      fc.property(zone, instants, time, time, (name, now, one, other) => {
        const date = siteDateAt(nextChange(now, name) ?? now, name);
        const [first, second] = [one, other].sort();
        expect(instantOf(date, first!, name)).toBeLessThanOrEqual(instantOf(date, second!, name));
        expect(instantOf(date, second!, name)).toBeLessThanOrEqual(instantOf(addDays(date, 1), first!, name));
      }),
      { numRuns: 200 },
    );
  });
});
