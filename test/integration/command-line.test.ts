import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const run = (command: string, ...args: string[]) =>
  spawnSync(process.execPath, [`build/${command}.ts`, ...args], { encoding: 'utf8' });

describe.each([
  { command: 'campaign', first: 'guard, ipc-fuzz', option: '--resume' },
  { command: 'bench', first: 'audit-append, lock', option: '--short' },
])('$command', ({ command, first, option }) => {
  test('--help names what there is to run and its options', () => {
    const { status, stdout, stderr } = run(command, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: npm run ${command} -- `);
    expect(stdout).toContain(first);
    expect(stdout).toContain(option);
  });

  test('a wrong option is named, with the right ones, and nothing runs', () => {
    const { status, stdout, stderr } = run(command, '--fast');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain("'--fast'");
    expect(stderr).toContain(option);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
