import { z } from 'zod';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What a lead may change by step-up. Bounds are the compliance floor: no caller can go beyond them. */
export const settings = z.strictObject({
  /** Seconds without keyboard or mouse until the lock. PCI DSS 8.2.8: at most 15 minutes. */
  idleSeconds: z.int().min(60).max(900),
  /** Seconds of warning before the idle lock. */
  countdownSeconds: z.int().min(10).max(50),
  /** Whether text of notes may be copied to the clipboard. */
  copying: z.boolean(),
  /** Whether notes stay closed until the shift's checklist is submitted. */
  checklistGate: z.boolean(),
  /** Minutes after the shift's start (or the first sign-in) at which an open checklist is overdue. */
  checklistDueMinutes: z.int().min(5).max(720),
  /** Minutes a note outlives its shift. */
  noteMinutesAfterShift: z.int().min(0).max(1440),
  /** A lock longer than this asks for the code as well as the password. */
  codeAfterMinutes: z.int().min(1).max(720),
  /** Local times of the site's shifts; none: a shift is the first sign-in + 12 h. */
  shifts: z.array(z.strictObject({ start: localTime, end: localTime })).max(6),
});
export type Settings = z.infer<typeof settings>;

export const defaultSettings: Settings = {
  idleSeconds: 300,
  countdownSeconds: 30,
  copying: true,
  checklistGate: false,
  checklistDueMinutes: 60,
  noteMinutesAfterShift: 60,
  codeAfterMinutes: 60,
  shifts: [],
};
