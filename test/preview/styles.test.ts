import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

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
