import { useMemo } from 'react';
import type { Language } from '../../shared/site.ts';
import { useConsole } from '../components/console-context.ts';

export type Format = ReturnType<typeof formatter>;

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** What a language says is slow to load: a page that shows no date waits for none. */
function whenUsed<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/**
 * Dates, times and numbers in one language and in the site's zone. Instants are milliseconds UTC; a site date
 * (`2026-11-24`) belongs to no zone and is shown as it is written.
 */
export function formatter(language: Language, zone: string | undefined) {
  const locale = locales[language];
  const instantFormat = (options: Intl.DateTimeFormatOptions) =>
    whenUsed(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }));
  const utcFormat = (options: Intl.DateTimeFormatOptions) =>
    whenUsed(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
  const time = instantFormat({ hour: '2-digit', minute: '2-digit' });
  const seconds = instantFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = instantFormat({ day: 'numeric', month: 'long', year: 'numeric' });
  const dateTime = instantFormat({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const dayKey = whenUsed(() => new Intl.DateTimeFormat('en-CA', { timeZone: zone }));
  const siteDate = utcFormat({ day: 'numeric', month: 'long' });
  const siteDateYear = utcFormat({ dateStyle: 'medium' });
  const weekday = utcFormat({ weekday: 'short' });
  const whole = whenUsed(() => new Intl.NumberFormat(locale));
  const list = whenUsed(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  // Number and unit stay on one line.
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' })
      .format(value)
      .replaceAll(' ', '\u00a0');
  const asUtc = (day: string) => new Date(`${day}T00:00:00Z`);

  return {
    /** 14:05 */
    time: (instant: number) => time().format(instant),
    /** 14:05:09 */
    seconds: (instant: number) => seconds().format(instant),
    /** 24 November 2026 */
    date: (instant: number) => date().format(instant),
    /** 24 Nov, 14:05 */
    dateTime: (instant: number) => dateTime().format(instant),
    /** 14:05 if it is the same site day as `now`, else 24 Nov, 14:05. */
    moment: (instant: number, now: number) =>
      dayKey().format(instant) === dayKey().format(now) ? time().format(instant) : dateTime().format(instant),
    /** The site's date of an instant: 2026-11-24. */
    siteDateOf: (instant: number) => dayKey().format(instant),
    /** 24 November */
    day: (day: string) => siteDate().format(asUtc(day)),
    /** 24 Nov 2026 */
    dayYear: (day: string) => siteDateYear().format(asUtc(day)),
    /** Tue */
    weekday: (day: string) => weekday().format(asUtc(day)),
    number: (value: number) => whole().format(value),
    list: (items: string[]) => list().format(items),
    /** 45 s, 5 min, 2 h 10 min; never a fraction, rounded down. */
    duration: (milliseconds: number) => {
      const total = Math.max(0, Math.floor(milliseconds / 1000));
      if (total < 60) return unit(total, 'second');
      const minutes = Math.floor(total / 60);
      if (minutes < 60) return unit(minutes, 'minute');
      const hours = unit(Math.floor(minutes / 60), 'hour');
      return minutes % 60 === 0 ? hours : `${hours}\u00a0${unit(minutes % 60, 'minute')}`;
    },
    /** 4:12 or 1:04:12, what a countdown shows; rounded up, so that 0:00 means over. */
    countdown: (milliseconds: number) => {
      const total = Math.max(0, Math.ceil(milliseconds / 1000));
      const two = (value: number) => String(value).padStart(2, '0');
      const hours = Math.floor(total / 3600);
      const minutes = Math.floor(total / 60) % 60;
      return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
    },
  };
}

/** The formatter of the chosen language and the site's zone; before set-up the system's zone. */
export function useFormat(): Format {
  const { language, site } = useConsole();
  const zone = site?.zone;
  return useMemo(() => formatter(language, zone), [language, zone]);
}
