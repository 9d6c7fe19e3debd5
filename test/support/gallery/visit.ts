import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import type { Language, Theme } from '../../../shared/site.ts';
import { axeFindings, bringAxe, layoutFindings } from './inspect.ts';
import { openGallery } from './gallery.ts';
import { wordsIn, type ScreenState } from './state.ts';

const root = process.env.CLEANDESK_RENDERER;
/** Where somebody who wants to look at the states has them kept. */
const pictures = process.env.CLEANDESK_STATES;
/** What a theme can break. */
const colours = ['color-contrast'];

type Look = { language: Language; theme: Theme };
const looks: Look[] = [
  ...(['light', 'dark', 'contrast'] as const).map((theme): Look => ({ language: 'ru', theme })),
  ...(['light', 'dark', 'contrast'] as const).map((theme): Look => ({ language: 'en', theme })),
];

/**
 * Opens a state once, in Russian, whose texts are the longest, and has main push every theme and then English, as a
 * person who changes them would. Structure is the same in all of them and colours in both languages, so each of axe's
 * rules runs where its answer can differ, and the layout is measured wherever a text or a border changes.
 * @returns what is wrong, each with language and theme.
 */
export async function visitState(context: BrowserContext, state: ScreenState): Promise<string[]> {
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  try {
    const script = state.script('ru');
    const gallery = await openGallery(page, script, root);
    await state.act?.({ page, language: 'ru', words: wordsIn('ru'), gallery });
    await bringAxe(page);
    const findings: string[] = [];
    for (const { language, theme } of script.state ? looks : looks.slice(0, 1)) {
      if (script.state) await gallery.push({ ...script.state, language, theme });
      await settled(page);
      const found = await layoutFindings(page);
      if (language === 'ru') found.push(...(await axeFindings(page, theme === 'light' ? undefined : colours)));
      findings.push(...found.map((finding) => `${language}, ${theme}: ${finding}`));
      await keep(page, `${state.name} ${language} ${theme}`);
    }
    const { malformed } = await gallery.asked();
    return [...findings, ...malformed, ...(await gallery.faults())];
  } finally {
    await page.close();
  }
}

/** Fonts are there and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A spinner never ends; everything else does within the 150 ms that the look allows.
    const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

async function keep(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name.replace(/[^\w-]+/g, '_')}.png`) });
}
