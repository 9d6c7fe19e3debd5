import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pageWith } from '../../build/bench-page.ts';
import { bench as auditAppend } from '../bench/audit-append.ts';
import { bench as noteSave } from '../bench/note-save.ts';
import { bench as notesSearch } from '../bench/notes-search.ts';
import type { Figure } from '../bench/harness/bench.ts';
import { atLeastTimes, atMost, atMostMore, timeFigure } from '../bench/harness/figure.ts';
import { alternate, summary } from '../bench/harness/samples.ts';

const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['build/bench.ts', ...args]).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
const silent = () => undefined;

describe('a bench', () => {
  test.each([auditAppend, noteSave, notesSearch])('$name measures itself and its reference', async (each) => {
    const said: string[] = [];
    const figures = await each.measure('short', (line) => said.push(line));
    expect(figures[0].name).toBe(each.name);
    for (const { name, value, reference, ratio } of figures) {
      expect([value, reference, ratio].every((number) => number > 0)).toBe(true);
      expect(said.filter((line) => line.startsWith(name))).not.toEqual([]);
    }
  });

  test('ends with its JSON line, and its exit code says the same', async () => {
    const ran = await bench('audit-append', '--short');
    const last = JSON.parse(ran.stdout.trimEnd().split('\n').at(-1) ?? '') as Figure;
    expect(Object.keys(last)).toEqual(['name', 'value', 'unit', 'reference', 'ratio', 'goal', 'ok']);
    expect(last.name).toBe('audit-append');
    expect('code' in ran ? ran.code : 0).toBe(last.ok ? 0 : 1);
  });

  test('without a name all benches are listed, and an unknown one is refused', async () => {
    const refused = await bench('nothing');
    expect(refused.stdout).toMatch(/^audit-append: .+$/m);
    expect(refused.stdout).toMatch(/^note-save: .+$/m);
    expect('code' in refused && refused.code).toBe(2);
  });
});

describe('figures', () => {
  test('median and p99 are by nearest rank', () => {
    const samples = Array.from({ length: 200 }, (_, n) => 200 - n);
    expect(summary(samples)).toEqual({ count: 200, median: 100, p99: 198 });
  });

  test('subject and reference take turns in being first, and the warm-up is not counted', async () => {
    const order: string[] = [];
    const taken = await alternate(
      { turns: 2, warmUp: 1 },
      (turn) => order.push(`s${turn}`),
      (turn) => order.push(`r${turn}`),
    );
    expect(order).toEqual(['s0', 'r0', 'r1', 's1', 's2', 'r2']);
    expect(taken).toEqual({ subject: [4, 5], reference: [3, 6] });
  });

  test('a goal that is not reached is said', () => {
    const taken = { subject: [30, 30], reference: [10, 10] };
    const judged = (goal: ReturnType<typeof atMost>) => timeFigure('x', taken, { by: 'median', goal }, silent);
    expect(judged(atMost(29, 'ms'))).toMatchObject({ value: 30, reference: 10, ratio: 3, goal: '≤ 29 ms', ok: false });
    expect(judged(atMost(30, 'ms')).ok).toBe(true);
    expect(judged(atMostMore(19, 'ms')).ok).toBe(false);
    expect(judged(atMostMore(20, 'ms')).ok).toBe(true);
    expect(judged(atLeastTimes(3.1)).ok).toBe(false);
  });

  test('the page keeps one row for each figure, and says on what machine it was measured', () => {
    const figure = { name: 'lock', value: 90, unit: 'ms', reference: 30, ratio: 3, goal: '≤ 150 ms', ok: true };
    const empty = [
      'Machine: not measured yet',
      '',
      '| figure | value | reference | ratio | goal | reached | measured |',
      '|---|---|---|---|---|---|---|',
      '',
      'after',
    ].join('\n');
    const first = pageWith(
      empty,
      [
        { ...figure, ok: false },
        { ...figure, name: 'a' },
      ],
      '2 cores',
      '2026-11-24',
    );
    const second = pageWith(first, [figure], '4 cores', '2026-11-25');
    expect(second.split('\n')).toEqual([
      'Machine: 4 cores',
      '',
      '| figure | value | reference | ratio | goal | reached | measured |',
      '|---|---|---|---|---|---|---|',
      '| `a` | 90 ms | 30 ms | 3 | ≤ 150 ms | yes | 2026-11-24 |',
      '| `lock` | 90 ms | 30 ms | 3 | ≤ 150 ms | yes | 2026-11-25 |',
      '',
      'after',
    ]);
  });
});
