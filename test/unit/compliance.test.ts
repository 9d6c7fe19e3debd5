import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceItems, templateFor } from '../../shared/checklist/templates.ts';

const folder = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(folder, 'compliance.md'), 'utf8');
const items = new Map(
  [...templateFor('operator').items, ...templateFor('lead').items, ...evidenceItems].map((item) => [item.id, item]),
);

type Row = { point: number; cells: string[] };
const sections = page.split(/^## /m).slice(1);
const rows: Row[] = sections.flatMap((section) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (---|Sentence|Rule)/.test(line))
    .map((line) => ({
      point: Number.parseInt(section, 10),
      cells: line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    })),
);
const sentences = rows.filter(({ point }) => !Number.isNaN(point));
const named = sentences.flatMap(({ point, cells }) =>
  [...(cells[1] ?? '').matchAll(/`([a-z-]+)` \((\w+), (\w+)\)/g)].map(([, id, answerer, cadence]) => ({
    point,
    id: id!,
    answerer,
    cadence,
  })),
);
const tests = [...page.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)].map(([, title, file]) => ({
  title: title!,
  file: file!,
}));

describe('The compliance page', () => {
  it('has every one of the twelve points and the lead’s thirteenth, each with sentences and references', () => {
    expect([...new Set(sentences.map(({ point }) => point))]).toEqual(
      Array.from({ length: 13 }, (_, index) => index + 1),
    );
    for (const section of sections.filter((text) => /^\d/.test(text))) expect(section).toMatch(/PCI DSS|TCPA/);
    for (const { cells } of sentences) expect(cells).toHaveLength(4);
  });

  it('names for each sentence the item that asks and a test that shows it, or says that it is not ours', () => {
    for (const { cells } of sentences) {
      const [sentence, item, feature, shownBy] = cells as [string, string, string, string];
      const notOurs = /\*\*not ours\*\*/i.test(feature);
      if (!notOurs) expect(item, sentence).toMatch(/`[a-z-]+` \(/);
      if (!notOurs || item !== '–') expect(shownBy, sentence).toMatch(/\.test\.ts\)/);
    }
    const outside = sentences
      .filter(({ cells }) => /\*\*not ours\*\*/i.test(cells[2] ?? ''))
      .map(({ cells }) => cells[0]);
    for (const what of [/Voice/, /NPS/, /Anti-malware/, /Penetration tests/]) {
      expect(outside.some((sentence) => what.test(sentence ?? ''))).toBe(true);
    }
  });

  it('names only items that exist, under their own points, with who answers and how often', () => {
    for (const { point, id, answerer, cadence } of named) {
      const item = items.get(id);
      expect(item, id).toBeDefined();
      expect({ id, answerer, cadence }).toEqual({ id, answerer: item?.answerer, cadence: item?.cadence });
      expect(item?.points, id).toContain(point);
    }
  });

  it('leaves no item of the checklists out, under any of its points', () => {
    const missing = [...items.values()].flatMap(({ id, points }) =>
      points
        .filter((point) => !named.some((one) => one.id === id && one.point === point))
        .map((point) => `${id} ${point}`),
    );
    expect(missing).toEqual([]);
  });

  it('links only tests that exist under that title', () => {
    expect(tests.length).toBeGreaterThan(30);
    const unknown = tests.filter(({ title, file }) => {
      const path = join(folder, file);
      if (!existsSync(path)) return true;
      const source = readFileSync(path, 'utf8').replaceAll('\\u2019', '’');
      // Of a test that runs over a table the page leaves out what names a line of it.
      const asWritten = [`${title}'`, `${title} ($`];
      return !['it(', 'test(', ')('].some((call) => asWritten.some((end) => source.includes(`${call}'${end}`)));
    });
    expect(unknown).toEqual([]);
  });
});
