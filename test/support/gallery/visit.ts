import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright';
import { bringAxe, inspect, type Inspection } from './inspect.ts';
import { openGallery } from './gallery.ts';
import { wordsIn, type ScreenState } from './state.ts';

const root = process.env.CLEANDESK_RENDERER;
/** Where somebody who wants to look at the states has them kept. */
const pictures = process.env.CLEANDESK_STATES;

const inspections: Inspection[] = [
  { language: 'ru', theme: 'light', axe: 'all' },
  { language: 'ru', theme: 'dark', axe: 'colours' },
  { language: 'ru', theme: 'contrast', axe: 'colours' },
  { language: 'en', theme: 'contrast', axe: 'none' },
  { language: 'en', theme: 'dark', axe: 'none' },
  { language: 'en', theme: 'light', axe: 'words' },
];

/**
 * Opens a state once, in Russian, whose texts are the longest, and has main push every theme and then English, as a
 * person who changes them would. All of axe's rules run in both languages, but for colours, which a theme changes and a
 * language does not: their contrast is measured once in each theme. The layout is measured in all six.
 * @returns what is wrong, each with language and theme.
 */
export async function visitState(page: Page, state: ScreenState): Promise<string[]> {
  const script = state.script('ru');
  const gallery = await openGallery(page, script, root);
  try {
    await state.act?.({ page, language: 'ru', words: wordsIn('ru'), gallery });
    await bringAxe(page);
    const findings: string[] = [];
    for (const inspection of script.state ? inspections : inspections.slice(0, 1)) {
      findings.push(...(await inspect(page, script.state, inspection)));
      await keep(page, `${state.name} ${inspection.language} ${inspection.theme}`);
    }
    const { malformed } = await gallery.asked();
    return [...findings, ...malformed, ...(await gallery.faults())];
  } finally {
    await gallery.leave();
  }
}

async function keep(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name.replace(/[^\w-]+/g, '_')}.png`) });
}
