import { z } from 'zod';
import { languages, themes } from './looks.ts';
import { typedText } from './people.ts';

export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

export const theme = z.enum(themes);
export type Theme = z.infer<typeof theme>;

/** An IANA zone that this runtime knows; site dates and shifts are counted in it. */
export const zone = z.string().max(64).refine(isKnownZone, 'unknown time zone');

export const site = z.strictObject({
  name: typedText.min(1).max(80),
  zone,
  language,
});
export type Site = z.infer<typeof site>;

function isKnownZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
