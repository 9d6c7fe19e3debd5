import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumArguments } from '../preview-seat.ts';
import type { ScreenState } from './state.ts';
import { visitState, type Left } from './visit.ts';

/** Every state loads the page anew, so code is thrown away before optimising it has paid. */
const args = [...chromiumArguments, '--js-flags=--no-opt'];

/** One test for each state: both languages, all themes, at the smallest screen that a desk has. */
export function testStates(states: ScreenState[]): void {
  let browser: Browser;
  let page: Page;
  let left: Left | null = null;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'ru-RU',
      reducedMotion: 'reduce',
    });
    // One page for all: it loads a state anew, but its process stays warm.
    page = await context.newPage();
    page.setDefaultTimeout(8000);
  });
  afterAll(() => browser.close());

  it('are listed once each', () => {
    expect(new Set(states.map(({ name }) => name)).size).toBe(states.length);
  });
  it.for(states)('$name', { timeout: 60_000 }, async (state) => {
    const before = left;
    left = null;
    const visit = await visitState(page, state, before);
    left = visit.left;
    expect(visit.findings).toEqual([]);
  });
}
