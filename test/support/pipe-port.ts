import type { PipeEnd } from '../../electron/desk/host.ts';
import { hold } from '../../electron/preview/pipes.ts';
import type { Port } from '../../shared/port.ts';

/** An end of the preview's pipe as a page's port: what a test says and hears over it. */
export function portOf(end: PipeEnd): Port {
  const listeners: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  const held = hold(end, {
    post: (message) => {
      for (const listener of listeners) listener(message);
    },
    closed: () => {
      for (const closer of closers) closer();
    },
  });
  return {
    post: held.post,
    onMessage: (listener) => listeners.push(listener),
    onClose: (listener) => closers.push(listener),
    close: held.close,
  };
}
