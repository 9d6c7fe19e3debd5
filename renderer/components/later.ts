import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { atLast } from '../bridge/at-last.ts';

/**
 * A component whose code is read when it is first shown, so that what every start, lock and unlock reads stays small.
 * It needs a `Coming` around it.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await atLast(load) }));
}
