/** The time zones of this runtime with their present distance from UTC, west to east: `Europe/Moscow (UTC+3)`. */
export function zoneChoices(now: number): { value: string; label: string }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...names]
    .map((value) => ({ value, minutes: minutesFromUtc(value, now) }))
    .sort((a, b) => a.minutes - b.minutes || a.value.localeCompare(b.value))
    .map(({ value, minutes }) => ({
      value,
      label: value === 'UTC' ? value : `${value.replaceAll('_', ' ')} (${distance(minutes)})`,
    }));
}

function minutesFromUtc(zone: string, now: number): number {
  const shown = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
  const offset = /([+-])(\d\d):(\d\d)/.exec(shown.find(({ type }) => type === 'timeZoneName')?.value ?? '');
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
}

function distance(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
