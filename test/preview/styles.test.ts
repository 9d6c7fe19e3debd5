import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openPreviewSeat } from '../support/preview-seat.ts';

const assets = resolve('out/renderer/assets');
const all = (end: string) =>
  readdirSync(assets)
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(join(assets, name), 'utf8'))
    .join('\n');
/** How Mantine names the classes of its components, in their code and in its styles. */
const classesIn = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));

it('brings with the pages the style of every component that their code has', () => {
  const written = classesIn(
    readFileSync(createRequire(import.meta.url).resolve('@mantine/core/styles.layer.css'), 'utf8'),
  );
  const used = [...classesIn(all('.js'))].filter((name) => written.has(name));
  const brought = classesIn(all('.css'));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((name) => !brought.has(name))).toEqual([]);
});

// Text of which one file of the typeface is missing is looked up in the system's fonts, size by size (decision 14).
it.each(['entry', 'desk'])('has the %s page ask with its first lines for every file of its typeface', (name) => {
  const page = readFileSync(join(assets, '..', `${name}.html`), 'utf8');
  const linked = (rel: string) => [...page.matchAll(new RegExp(`<link rel="${rel}".*? href="(.*?)"`, 'g'))];
  const styles = linked('stylesheet').map(([, href = '']) => readFileSync(join(assets, '..', href), 'utf8'));
  const faces = styles.flatMap((style) => [...style.matchAll(/@font-face\s*{[^}]*url\(["']?(.*?)["']?\)/g)]);
  const files = new Set(faces.map(([, url = '']) => basename(url)));
  expect(files.size).toBe(2);
  expect(new Set(linked('preload').map(([, href = '']) => basename(href)))).toEqual(files);
});

it('asks again for a style that could not be read', async () => {
  const seat = await openPreviewSeat();
  try {
    let refused = 0;
    await seat.tab.route('**/rare-fonts-*.css', (route) => (refused++ === 0 ? route.abort() : route.continue()));
    await seat.restart();
    const faces = () => seat.tab.evaluate(() => document.fonts.size);
    await expect.poll(faces, { timeout: 10_000 }).toBe(5);
    expect(refused).toBe(2);
  } finally {
    await seat.close();
  }
});
