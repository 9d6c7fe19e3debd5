import { settings, type Settings } from '../../shared/settings.ts';

/** The numbers among the settings, in the order in which they are shown, with their units. */
export const numbers = [
  { name: 'idleSeconds', unit: 'seconds', step: 30 },
  { name: 'countdownSeconds', unit: 'seconds', step: 5 },
  { name: 'checklistDueMinutes', unit: 'minutes', step: 5 },
  { name: 'noteMinutesAfterShift', unit: 'minutes', step: 15 },
  { name: 'codeAfterMinutes', unit: 'minutes', step: 5 },
] as const satisfies { name: keyof Settings; unit: 'seconds' | 'minutes'; step: number }[];

export type NumberSetting = (typeof numbers)[number]['name'];

/** The compliance floor of one number, as shared/settings.ts declares it. */
export function boundsOf(name: NumberSetting): { min: number; max: number } {
  const { minValue, maxValue } = settings.shape[name];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}
