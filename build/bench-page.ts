import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { Figure } from '../test/bench/harness/bench.ts';

const page = resolve(import.meta.dirname, '../docs/benchmarks.md');
const columns = '| figure | value | reference | ratio | goal | reached | measured |';
const machineLine = 'Machine: ';

/** Puts figures into the page's table, each in place of the one that was measured before, and says where. */
export function writeFigures(figures: readonly Figure[]): void {
  writeFileSync(page, pageWith(readFileSync(page, 'utf8'), figures, machine(), new Date().toISOString().slice(0, 10)));
}

/** @param date of the measurement */
export function pageWith(text: string, figures: readonly Figure[], where: string, date: string): string {
  const lines = text.split('\n');
  const begin = lines.indexOf(columns) + 2;
  if (begin < 2) throw new Error('docs/benchmarks.md has no table of figures');
  const end = lines.findIndex((line, at) => at >= begin && !line.startsWith('|'));
  const rows = new Map(lines.slice(begin, end).map((row) => [row.split('|')[1]?.trim(), row]));
  for (const figure of figures) rows.set(`\`${figure.name}\``, rowOf(figure, date));
  const sorted = [...rows].sort(([one = ''], [other = '']) => (one < other ? -1 : 1)).map(([, row]) => row);
  return [...lines.slice(0, begin), ...sorted, ...lines.slice(end)]
    .map((line) => (line.startsWith(machineLine) ? machineLine + where : line))
    .join('\n');
}

function rowOf({ name, value, unit, reference, ratio, goal, ok }: Figure, date: string): string {
  const cells = [`\`${name}\``, `${value} ${unit}`, `${reference} ${unit}`, ratio, goal, ok ? 'yes' : 'no', date];
  return `| ${cells.join(' | ')} |`;
}

/** What the figures depend on, and nothing that names the machine. */
function machine(): string {
  const processors = cpus();
  const sqlite = new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get() as string;
  return [
    `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${process.platform} ${release()}`,
    `Node ${process.versions.node}`,
    `SQLite ${sqlite}`,
    `Electron ${electronVersion()}`,
  ].join(', ');
}

function electronVersion(): string {
  try {
    return readFileSync(join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '', 'version'), 'utf8').trim();
  } catch {
    return 'not measured';
  }
}
