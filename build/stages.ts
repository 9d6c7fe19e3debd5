import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** How many checks of a stage did what, and what failed by name. */
export type Counts = { passed: number; failed: number; skipped: number; failures: string[] };

export const none: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function sum(counts: Counts[]): Counts {
  return counts.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      failures: [...total.failures, ...one.failures],
    }),
    none,
  );
}

/** Runs one program to its end with this process's output. @returns its exit code; 1 when it was ended by a signal. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', () => {
      resolve(1);
    });
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs several checks side by side; each counts as one. */
export async function checks(commands: string[][]): Promise<Counts> {
  const failures: string[] = [];
  await Promise.all(
    commands.map(async ([command = '', ...args]) => {
      if ((await run(command, args)) !== 0) failures.push([command, ...args].join(' '));
    }),
  );
  return { ...none, passed: commands.length - failures.length, failed: failures.length, failures };
}

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: Result[] }[];
};
type Result = { fullName: string; status: string; failureMessages: string[] };

/**
 * Runs vitest's projects and counts their tests. A run that breaks without a failing test (a file that does not load,
 * an error outside of a test) counts as one failure, so that it can never look green.
 */
export async function tests(projects: string[], env: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-report-'));
  const file = join(folder, 'report.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', [...args, ...projects.map((name) => `--project=${name}`)], env);
  const report = readReport(file);
  rmSync(folder, { recursive: true, force: true });
  if (!report) return { ...none, failed: 1, failures: [`${projects.join(' and ')}: no report was written`] };
  const broken = code !== 0 && report.numFailedTests === 0;
  return {
    passed: report.numPassedTests,
    failed: broken ? 1 : report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failuresIn(report, broken ? [`${projects.join(' and ')}: broke outside of a test`] : []),
  };
}

/** Each failed test with the first lines of its reason: the end of a long log is what is kept of it. */
function failuresIn({ testResults }: Report, others: string[]): string[] {
  const reason = (text: string) => text.split('\n').slice(0, 12).join('\n    ');
  const files = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map((each) => ({ ...each, name })),
  );
  return [
    ...others,
    ...files.map(({ name, message }) => `${relative('.', name)}\n    ${reason(message)}`),
    ...failed.map(
      ({ name, fullName, failureMessages }) =>
        `${relative('.', name)}: ${fullName}\n    ${reason(failureMessages[0] ?? '')}`,
    ),
  ];
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
