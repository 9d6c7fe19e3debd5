import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** Where `npm run pictures` wants a screenshot of each step; unset in ordinary test runs. */
const folder = process.env.CLEANDESK_PICTURES;

/** Keeps a picture of what the person now sees, when pictures are asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'initial' });
}
