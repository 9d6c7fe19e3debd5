import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { startPreview } from '../../electron/preview/start-preview.ts';
import type { Clock } from '../../shared/clock.ts';
import { mouse } from './hand.ts';
import type { Seat } from './seat.ts';

const root = resolve(import.meta.dirname, '../..');

export type PreviewSeat = Seat & {
  browser: Browser;
  tab: Page;
  folder: string;
  /** What the browser's console said: errors and violations of the policy. */
  complaints: string[];
  /** Stops the console and starts it again on the same profile. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** A console in a real browser, on a throw-away profile, from the built renderer. */
export async function openPreviewSeat(options: { language?: 'ru' | 'en'; clock?: Clock } = {}): Promise<PreviewSeat> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-preview-'));
  const language = options.language ?? 'en';
  const start = async () => {
    const preview = await startPreview({
      folder,
      port: 0,
      version: '0.1.0',
      renderer: process.env.CLEANDESK_RENDERER ?? join(root, 'out/renderer'),
      dev: false,
      onQuit: () => undefined,
      ...(options.clock ? { clock: options.clock } : {}),
    });
    if (!preview.ok) throw new Error(`the preview refused its folder: ${preview.code}`);
    return preview.value;
  };
  let preview = await start();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
  });
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.goto(preview.url);
  return {
    browser,
    tab,
    folder,
    complaints,
    language,
    hand: mouse,
    page: async (role) => {
      await tab.waitForURL((url) => url.pathname === `/${role}.html`);
      return tab;
    },
    restart: async () => {
      await preview.stop();
      preview = await start();
      await tab.goto(preview.url);
    },
    close: async () => {
      await browser.close();
      await preview.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
