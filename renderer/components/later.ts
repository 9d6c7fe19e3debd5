import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** While the system falls asleep Chromium may refuse to load anything; after so many milliseconds it is asked again. */
const again = 500;

/**
 * A component whose code is read when it is first shown, so that what every start, lock and unlock reads stays small.
 * It needs a `Coming` around it.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  const loadAtLast = async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, again));
      return loadAtLast();
    }
  };
  return lazy(loadAtLast);
}
