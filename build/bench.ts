import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Figure } from '../test/bench/harness/bench.ts';
import { writeFigures } from './bench-page.ts';
import { readCommandLine } from './command-line.ts';
import { findElectron } from './electron-runtime.ts';
import { run } from './stages.ts';

/**
 * `npm run bench`: measures one part of the console against a reference that is measured in the same run. The last line
 * on stdout is JSON (design, section 13). Exit code 0: the goal is reached; 1: it is not; 2: it could not be measured.
 */
const folder = resolve(import.meta.dirname, '../test/bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const usage = `Usage: npm run bench -- [NAME] [options]

  NAME      ${names.join(', ')}, or all; without it says what each of them measures
  --short   a few turns with little data, to see that it works: its figures are nobody's, its goals may be missed
  --write   puts the figures into docs/benchmarks.md`;
const { values, positionals } = readCommandLine(usage, () =>
  parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }),
);
const [name] = positionals;

if (name === 'all') process.exitCode = await runAll();
else if (name && names.includes(name)) process.exitCode = await runOne(await load(name));
else {
  for (const each of names) console.log(`${each}: ${(await load(each)).says}`);
  process.exitCode = name ? 2 : 0;
}

async function load(which: string): Promise<Bench> {
  return ((await import(resolve(folder, `${which}.ts`))) as { bench: Bench }).bench;
}

async function runOne(bench: Bench): Promise<number> {
  if (bench.electron && !(await prepareElectron())) return 2;
  let figures: [Figure, ...Figure[]];
  try {
    figures = await bench.measure(values.short ? 'short' : 'full', (line) => {
      console.log(line);
    });
  } catch (error) {
    console.error(error);
    return 2;
  }
  if (values.write) writeFigures(figures);
  const [first, ...others] = figures;
  for (const figure of others) console.log(JSON.stringify(figure));
  const ok = figures.every((figure) => figure.ok);
  console.log(JSON.stringify({ ...first, ok } satisfies Figure));
  return ok ? 0 : 1;
}

/** Each in a process of its own, so that none runs in what another one left warm. */
async function runAll(): Promise<number> {
  const options = [...(values.short ? ['--short'] : []), ...(values.write ? ['--write'] : [])];
  let reached = 0;
  for (const each of names)
    reached += Number(
      (await run(process.execPath, [...process.execArgv, import.meta.filename, each, ...options])) === 0,
    );
  const ok = reached === names.length;
  console.log(
    JSON.stringify({
      ...{ name: 'all', value: reached, unit: 'benches', reference: names.length, ratio: reached / names.length },
      ...{ goal: 'all reach their goals', ok },
    } satisfies Figure),
  );
  return ok ? 0 : 1;
}

async function prepareElectron(): Promise<boolean> {
  const electron = findElectron({
    forTests: true,
    onTry: (what) => {
      console.log(what);
    },
  });
  if (!electron) console.error('There is no Electron on this machine.');
  else process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
  return electron !== null && (await run('electron-vite', ['build', '--logLevel', 'error'])) === 0;
}
