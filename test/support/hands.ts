import { execFileSync, spawnSync } from 'node:child_process';

/** Real keys and a real mouse on one screen, by `xdotool`: what the system counts as somebody being there. */
export type Hands = {
  /** Moves the mouse a little: presence without a click. */
  stir(): void;
  /** Presses keys by their X names: `Return`, `F10`, `ctrl+2`. */
  press(...keys: string[]): void;
  /** Types in the layout that the text needs, us or ru, as a person switches between them. */
  type(text: string): void;
  /** Takes what is on the clipboard of the screen. */
  paste(text: string): void;
};

/** @param env names the display, and whose it is. */
export function handsOn(env: Record<string, string>): Hands {
  const run = (program: string, ...args: string[]) => {
    // xdotool reads what it types by the locale.
    execFileSync(program, args, { env: { ...process.env, ...env, LC_ALL: 'C.UTF-8' }, stdio: 'ignore' });
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
      run('setxkbmap', /[а-яё]/i.test(text) ? 'ru' : 'us');
      run('xdotool', 'type', '--delay', '12', text);
    },
    paste: (text) => {
      const own = { ...process.env, ...env };
      // xclip stays behind to serve what it took; until the screen knows of it, somebody else's text would be pasted.
      execFileSync('xclip', ['-selection', 'clipboard'], {
        ...{ input: text, env: own, stdio: ['pipe', 'ignore', 'ignore'] },
      });
      const held = () =>
        spawnSync('xclip', ['-o', '-selection', 'clipboard'], { encoding: 'utf8', env: own, timeout: 5000 }).stdout;
      while (held() !== text) continue;
      run('xdotool', 'key', 'ctrl+v');
    },
  };
}
