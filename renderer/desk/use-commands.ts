import { useEffect, useEffectEvent } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { screensOf, type Desk } from './desk-context.ts';
import { commandOf, type Command } from './shortcuts.ts';

type Overlays = { help: (open: boolean) => void; break: (open: boolean) => void };

/** Every command of the desk by one physical key, wherever the focus is. */
export function useCommands(desk: Desk, overlays: Overlays): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = event.isComposing ? null : commandOf(event);
    if (command === null) return;
    event.preventDefault();
    if (!event.repeat) run(command, desk, overlays);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}

function run(command: Command, desk: Desk, overlays: Overlays): void {
  const { state, notes, goTo } = desk;
  if (typeof command === 'object') {
    const screen = screensOf(state.person.role)[command.screen - 1];
    if (screen) goTo(screen);
    return;
  }
  switch (command) {
    case 'help':
      overlays.help(true);
      return;
    case 'drawer':
      void deskClient.call('drawer.open', {});
      return;
    case 'break':
      overlays.break(true);
      return;
    case 'lock':
      void deskClient.call('lock', { break: null });
      return;
    case 'on-call':
      void deskClient.call('on-call', { on: state.onCall === null });
      return;
    case 'search':
      goTo('notes');
      notes.focus('search');
      return;
    case 'new-note':
    case 'call-card':
      goTo('notes');
      void notes.create(command === 'call-card' ? 'call' : null);
      return;
  }
}
