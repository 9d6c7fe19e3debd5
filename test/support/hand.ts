import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright';
import type { Hands } from './hands.ts';

/** How a person works a screen: with the mouse, or with the keyboard alone. */
export type Hand = {
  /** A button, a tab, a menu's item, a row of a list. */
  press(target: Locator): Promise<void>;
  /** Replaces what a field holds. */
  write(target: Locator, text: string): Promise<void>;
  /** Types on in the field where the caret is. */
  type(target: Locator, text: string): Promise<void>;
  /** A box to tick, or one of several. */
  check(target: Locator): Promise<void>;
  /** A key or a chord, by Playwright's names: `F2`, `Control+Home`. */
  key(page: Page, name: string): Promise<void>;
};

export const mouse: Hand = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
  type: (target, text) => target.pressSequentially(text),
  // Some boxes show their tick only when main has kept it, so it is waited for; by the keyboard too.
  check: async (target) => {
    if (await target.isChecked()) return;
    await target.click();
    while (!(await target.isChecked())) await sleep(20);
  },
  key: (page, name) => page.keyboard.press(name),
};

/**
 * The keys of a real keyboard, and no mouse: a thing that Tab and the arrows do not reach cannot be worked. Text comes
 * from the same keyboard, in the layout that it needs.
 */
export function keyboardOnly(hands: Hands): Hand {
  const press = async (key: string) => {
    hands.press(key);
    await sleep(40);
  };
  const isAt = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  /** Moves the focus on by that key, and sees where it is before it goes on: keys that are still on their way move it later. */
  const move = async (page: Page, key: string) => {
    const before = await page.evaluateHandle(() => document.activeElement);
    await press(key);
    // Where there is only one place to be, nothing moves.
    for (let looks = 0; looks < 50; looks += 1) {
      if (await page.evaluate((was) => was !== document.activeElement, before)) break;
      await sleep(20);
    }
    await before.dispose();
  };
  /** Tabs onward until the caret is where `there` says. */
  const tabUntil = async (target: Locator, there: () => Promise<boolean>) => {
    await target.waitFor({ state: 'attached' });
    for (let steps = 0; steps < 90; steps += 1) {
      if (await there()) return;
      await move(target.page(), 'Tab');
    }
    throw new Error(`Tab does not reach ${String(target)}`);
  };
  /** Within what Tab enters as a whole (radio buttons, tabs, a menu), the arrows go on. */
  const reach = async (target: Locator) => {
    await target.waitFor();
    const group = await target.evaluate((element) => {
      const role = element.getAttribute('role') ?? '';
      if (element instanceof HTMLInputElement && element.type === 'radio') return 'radio';
      return role === 'tab' || role === 'menuitem' ? role : null;
    });
    if (!group) return tabUntil(target, () => isAt(target));
    const inGroup = () =>
      target.evaluate((element, kind) => {
        const now = document.activeElement;
        if (kind === 'radio') {
          const [mine, other] = [element as HTMLInputElement, now as HTMLInputElement];
          return other.type === 'radio' && other.name === mine.name;
        }
        const around = kind === 'tab' ? '[role=tablist]' : '[role=menu]';
        return element.closest(around)?.contains(now) ?? false;
      }, group);
    await tabUntil(target, inGroup);
    for (let steps = 0; steps < 12; steps += 1) {
      if (await isAt(target)) return;
      await move(target.page(), group === 'tab' ? 'Right' : 'Down');
    }
    throw new Error(`the arrows do not reach ${String(target)}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      await press('Return');
    },
    write: async (target, text) => {
      await reach(target);
      await press('ctrl+a');
      hands.type(text);
    },
    type: async (target, text) => {
      await reach(target);
      hands.type(text);
    },
    check: async (target) => {
      await reach(target);
      if (await target.isChecked()) return;
      await press('space');
      while (!(await target.isChecked())) await sleep(20);
    },
    key: async (_page, name) => {
      await press(xName(name));
    },
  };
}

const xKeys: Record<string, string> = {
  Control: 'ctrl',
  Enter: 'Return',
  Backspace: 'BackSpace',
  ArrowRight: 'Right',
};

/** `Control+Home` as X calls it: `ctrl+Home`. */
const xName = (name: string) =>
  name
    .split('+')
    .map((key) => xKeys[key] ?? key)
    .join('+');
