import { useSyncExternalStore } from 'react';
import type { Theme } from '../../shared/site.ts';

export type ShownTheme = Exclude<Theme, 'system'>;

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(prefers-contrast: more)');

/** The set of tokens to show: the chosen one, or what the system asks for, also when it changes its mind. */
export function useShownTheme(chosen: Theme): ShownTheme {
  const system = useSyncExternalStore(subscribe, (): ShownTheme => {
    if (contrast.matches) return 'contrast';
    return dark.matches ? 'dark' : 'light';
  });
  return chosen === 'system' ? system : chosen;
}

function subscribe(listener: () => void): () => void {
  for (const query of [dark, contrast]) query.addEventListener('change', listener);
  return () => {
    for (const query of [dark, contrast]) query.removeEventListener('change', listener);
  };
}
