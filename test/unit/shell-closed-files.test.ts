import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { withClosedFiles } from '../../electron/shell/closed-files.ts';

describe('a program that is started with closed files', () => {
  it('has its three, and nothing of what the starting one has open beside them', () => {
    const stdio = ['ignore', 'pipe', 'ignore', ...Array.from({ length: 20 }, () => 'pipe' as const)] as const;
    const list = (command: [string, ...string[]]) => {
      const [program, ...args] = command;
      return execFileSync(program, args, { encoding: 'utf8', stdio: [...stdio] })
        .trim()
        .split('\n').length;
    };
    const ls = ['/bin/ls', '/proc/self/fd'] as [string, ...string[]];
    // The folder that it reads is one more.
    expect(list(ls)).toBeGreaterThanOrEqual(24);
    expect(list(withClosedFiles(ls, 'linux'))).toBe(4);
  });

  it('gets its arguments as they are, and what surrounds it says nothing to the shell', () => {
    const [program, ...args] = withClosedFiles(['/usr/bin/printf', '%s|', 'a b', '$HOME', '"; exit 1', ''], 'linux');
    const env = { ...process.env, BASH_ENV: '/proc/self/environ', SHELLOPTS: 'noexec' };
    expect(execFileSync(program, args, { encoding: 'utf8', env })).toBe('a b|$HOME|"; exit 1||');
  });

  it('is started without a shell elsewhere', () => {
    expect(withClosedFiles(['C:\\Cleandesk.exe', 'x'], 'win32')).toEqual(['C:\\Cleandesk.exe', 'x']);
  });
});
