import axe from 'axe-core';
import type { Page } from 'playwright';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Axe = {
  run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
};

/** Brings axe into a page, past its policy, as a debugger would. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe finds, one line a rule. @param rules only these; all of WCAG 2.2 AA and best practice when left out. */
export function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: standards };
  return page.evaluate(async (only) => {
    const injected = (window as unknown as { axe: Axe }).axe;
    const { violations } = await injected.run(document, { runOnly: only, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }, runOnly);
}

/** Whether the page scrolls sideways, cuts a text off without another way to read it, or shows a key instead of a text. */
export function layoutFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
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
      // A title that the list cuts is whole in the editor: such elements say so by their ellipsis.
      const cut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
      if (cut && element.scrollWidth > element.clientWidth + 1) findings.push(`cut off: ${text}`);
      if (box.right > innerWidth + 1) findings.push(`beyond the window: ${text}`);
      if (/^[a-z][A-Za-z]+(\.[a-zA-Z-]+)+$/.test(text) && !element.closest('[data-code], code'))
        findings.push(`a key: ${text}`);
      if (/\{\{|\}\}/.test(text)) findings.push(`an empty place: ${text}`);
    }
    return findings;
  });
}
