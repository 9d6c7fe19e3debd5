import { execFileSync } from 'node:child_process';

const selections = { 'the clipboard': 'clipboard', PRIMARY: 'primary' } as const;
export const boards = Object.keys(selections) as (keyof typeof selections)[];

/** The text that another program on that screen would paste. @param env names the display */
export function textOn(board: (typeof boards)[number], env: Record<string, string>): string {
  try {
    return execFileSync('xclip', ['-o', '-selection', selections[board]], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
  } catch {
    // Nobody offers text there.
    return '';
  }
}
