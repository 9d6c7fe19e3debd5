import type { Page } from 'playwright';
import type { Language, Theme } from '../../../shared/site.ts';
import type { GalleryPage } from './page-bridge.ts';
import { axePath } from './server.ts';

const contrast = 'color-contrast';
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const words = { runOnly: { type: 'tag', values: standards }, rules: { [contrast]: { enabled: false } } };
const colours = { runOnly: { type: 'rule', values: [contrast] } };

type Violation = { id: string; nodes: { target: string[] }[] };
type InPage = {
  axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> };
  cleandeskGallery: GalleryPage;
};

export type Look = { language: Language; theme: Theme };
/** `words`: WCAG 2.2 AA and best practice but for colours, whose contrast every look measures; `none`: not these rules. */
export type Inspection = Look & { axe: 'words' | 'none' };

/** Brings axe into a page of the gallery, which its policy allows from its own origin. */
export async function bringAxe(page: Page): Promise<void> {
  // As text: the test runner would turn the import into one of its own.
  await page.evaluate(`import('${axePath}').then(() => null)`);
}

/**
 * Has main push the state in this language and theme (null: main has not answered, so the page stays as it is), waits
 * until nothing moves any more, and looks: whether the page scrolls sideways, cuts a text off without another way to
 * read it, shows a key or an empty place instead of a text, checks spelling, and what axe finds. All of it within the page, because
 * hundreds of looks are taken.
 * @returns one line for each finding.
 */
export function inspect(page: Page, state: object | null, inspection: Inspection): Promise<string[]> {
  return page.evaluate(
    async ({ pushed, language, theme, rules, colours }) => {
      const { axe, cleandeskGallery } = window as unknown as InPage;
      if (pushed) cleandeskGallery.push({ ...pushed, language, theme });
      await document.fonts.ready;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // A screen whose code is read when it is first shown.
      do await frame();
      while (document.querySelector('[aria-busy=true]:not(button)'));
      // A spinner never ends; everything else does within the 150 ms that the look allows.
      const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map((animation) => animation.finished));
      await frame();

      const findings: string[] = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth)
        findings.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
      for (const element of document.querySelectorAll<HTMLElement>('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
        if (!own || element.closest('.visually-hidden, [hidden], textarea, svg')) continue;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const text = element.textContent?.trim().slice(0, 60) ?? '';
        if (box.width === 0 || style.visibility === 'hidden' || style.clipPath !== 'none') continue;
        const cut = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
        // An ellipsis may stand where the whole text can be had: in the tooltip, or in the note that the text heads. (A
        // note has no tooltip: that is drawn by the browser process, which must not hold it.)
        const whole = style.textOverflow === 'ellipsis' && element.closest('[title], [data-note]');
        if (cut && !whole) findings.push(`cut off: ${text}`);
        if (box.right > innerWidth + 1) findings.push(`beyond the window: ${text}`);
        if (/^[a-z][A-Za-z]+(\.[a-zA-Z-]+)+$/.test(text) && !element.closest('[data-code], code'))
          findings.push(`a key: ${text}`);
        if (/\{\{|\}\}/.test(text)) findings.push(`an empty place: ${text}`);
      }
      // A spelling service would learn what is typed (design, section 5).
      for (const field of document.querySelectorAll<HTMLInputElement>(
        'textarea, input:not([type]), input[type=text], input[type=search]',
      ))
        if (field.spellcheck) findings.push(`spellcheck is on: ${field.outerHTML.slice(0, 80)}`);
      const told = async (context: object, options: object) => {
        const { violations } = await axe.run(context, { ...options, resultTypes: ['violations'] });
        for (const { id, nodes } of violations)
          findings.push(`axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
      };
      if (rules) await told(document, rules);
      const unseen = cleandeskGallery.unseen(theme);
      if (unseen.length > 0) await told({ include: unseen }, colours);
      return findings.map((finding) => `${language}, ${theme}: ${finding}`);
    },
    { pushed: state, ...inspection, rules: inspection.axe === 'words' ? words : null, colours },
  );
}
