import { execFileSync } from 'node:child_process';

/** Real keys and a real mouse on one screen, by `xdotool`: what the system counts as somebody being there. */
export type Hands = {
  /** Moves the mouse a little: presence without a click. */
  stir(): void;
  /** Presses keys by their X names: `Return`, `F10`, `ctrl+2`. */
  press(...keys: string[]): void;
  type(text: string): void;
  /** The keyboard layout from now on. */
  layout(name: 'us' | 'ru'): void;
};

/** @param env names the display, and whose it is. */
export function handsOn(env: Record<string, string>): Hands {
  const run = (program: string, ...args: string[]) => {
    execFileSync(program, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  };
  let side = 1;
  return {
    stir: () => {
      side = -side;
      run('xdotool', 'mousemove_relative', '--', String(side * 3), '0');
    },
    press: (...keys) => {
      run('xdotool', 'key', '--delay', '30', ...keys);
    },
    type: (text) => {
      run('xdotool', 'type', '--delay', '20', text);
    },
    layout: (name) => {
      run('setxkbmap', name);
    },
  };
}
