import { useEffect, useEffectEvent } from 'react';
import { v4 } from 'uuid';
import { deskClient } from '../bridge/desk.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { Desk } from './desk-context.ts';
import { noteTextTaken } from './note-text-taken.ts';

/** Chromium keeps this beside the text; main looks for the mark and never reads the text (electron/shell/clipboard.ts). */
const markType = 'application/x-cleandesk-mark';

/** Copying out of a note: marked, so that main can clear it after 30 s; refused where the site forbids it, with drag and cut. */
export function useCopying(desk: Desk): void {
  const t = useTexts('desk');
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const text = noteTextTaken(document);
    if (text === null || !event.clipboardData) return;
    event.preventDefault();
    const mark = v4();
    // Main decides again, and writes down either outcome.
    void deskClient.call('copied', { mark });
    if (!desk.state.settings.copying) {
      desk.say({ tone: 'danger', text: t('copy.refused') });
      return;
    }
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData(markType, mark);
    // Keeps the field's own undo, which replacing its value would lose.
    if (event.type === 'cut') document.execCommand('delete');
    desk.say({ tone: 'plain', text: t('copy.made') });
  });
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (desk.state.settings.copying || (noteTextTaken(document) === null && !inNote(event.target))) return;
    event.preventDefault();
    desk.say({ tone: 'danger', text: t('copy.refused') });
  });
  useEffect(() => {
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('dragstart', onDrag);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('dragstart', onDrag);
    };
  }, []);
}

function inNote(target: EventTarget | null): boolean {
  const node = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return node?.closest('[data-note]') !== null && node !== null;
}
