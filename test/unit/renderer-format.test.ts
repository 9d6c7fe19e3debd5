import { describe, expect, it } from 'vitest';
import { inGroups } from '../../renderer/components/groups.ts';
import { formatter } from '../../renderer/i18n/format.ts';
import { zoneChoices } from '../../renderer/set-up/zones.ts';

const instant = Date.UTC(2026, 10, 24, 22, 5, 9);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('times and numbers on the screen', () => {
  it('are shown in the zone of the site, not of the computer', () => {
    expect(formatter('ru', 'Europe/Moscow').time(instant)).toBe('01:05');
    expect(formatter('en', 'Europe/London').seconds(instant)).toBe('22:05:09');
    expect(formatter('en', 'Europe/Moscow').siteDateOf(instant)).toBe('2026-11-25');
  });

  it('name the day only when it is not the present one at the site', () => {
    const format = formatter('en', 'Europe/Moscow');
    expect(format.moment(instant, instant + 3_600_000)).toBe('01:05');
    expect(format.moment(instant, instant + 30 * 3_600_000)).toContain('25 Nov');
  });

  it('show a site date as it is written, whatever the zone', () => {
    expect(formatter('ru', 'America/New_York').day('2026-11-24')).toBe('24 ноября');
    expect(formatter('en', 'Asia/Vladivostok').day('2026-11-24')).toBe('24 November');
  });

  it('count down to 0:00 and not before the end', () => {
    const { countdown } = formatter('en', 'UTC');
    expect(countdown(252_000)).toBe('4:12');
    expect(countdown(1)).toBe('0:01');
    expect(countdown(0)).toBe('0:00');
    expect(countdown(-5000)).toBe('0:00');
    expect(countdown(3_852_000)).toBe('1:04:12');
  });

  it('say durations in words that never round up', () => {
    const { duration } = formatter('ru', 'UTC');
    expect(plain(duration(59_999))).toBe('59 с');
    expect(plain(duration(7 * 60_000))).toBe('7 мин');
    expect(plain(duration(5_400_000))).toBe('1 ч 30 мин');
    expect(plain(formatter('en', 'UTC').duration(7_200_000))).toBe('2 hrs');
  });
});

describe('codes on the screen', () => {
  it('stand in groups of four, and keep the groups they come in', () => {
    expect(inGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
    expect(inGroups('K7QM-2XTR-9KLP')).toBe('K7QM-2XTR-9KLP');
  });
});

describe('the choice of a time zone', () => {
  const zones = zoneChoices(instant);

  it('shows the distance from UTC in force on that day, half hours too', () => {
    const label = (zone: string) => zones.find(({ value }) => value === zone)?.label;
    expect(label('Europe/Moscow')).toBe('Europe/Moscow (UTC+3)');
    expect(label('America/New_York')).toBe('America/New York (UTC−5)');
    expect(zones.some(({ label: text }) => text.endsWith('(UTC+5:30)'))).toBe(true);
  });

  it('offers every zone once', () => {
    expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
    expect(zones.length).toBeGreaterThan(300);
  });
});
