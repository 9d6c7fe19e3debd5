import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../i18n/i18n.ts';
import { pieces } from './marks.ts';
import type { OpenNote } from './notes-store.ts';
import { useNotes } from './use-notes.ts';
import classes from './note-text.module.css';

/**
 * The text: a plain textarea over a layer of the same letters, which draws nothing but the red underlines of refused
 * places. A textarea keeps undo, input methods and assistive tools as they are.
 */
export function NoteText({ open }: { open: OpenNote }) {
  const t = useTexts('notes');
  const { state, notes } = useNotes();
  const area = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const { text, status, begin } = open;
  const ranges = status.state === 'held' ? status.ranges : [];

  const follow = () => {
    if (layer.current && area.current) layer.current.scrollTop = area.current.scrollTop;
  };
  const tell = () => {
    const field = area.current;
    if (!field) return;
    notes.moveCaret({ from: field.selectionStart, to: field.selectionEnd }, field.scrollTop);
  };
  useEffect(() => {
    const field = area.current;
    if (!field) return;
    const { caret, scroll } = begin;
    const from = Math.min(caret?.from ?? field.value.length, field.value.length);
    field.setSelectionRange(from, Math.min(caret?.to ?? from, field.value.length));
    field.scrollTop = scroll;
  }, [begin]);
  useEffect(() => {
    if (state.focus?.target === 'editor') area.current?.focus();
  }, [state.focus]);
  useLayoutEffect(follow);
  return (
    <div className={classes.text}>
      <div ref={layer} className={classes.layer} aria-hidden>
        {ranges.length > 0
          ? pieces(text, ranges).map((piece, index) =>
              piece.marked ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
            )
          : null}
        {'\n'}
      </div>
      <textarea
        ref={area}
        className={classes.area}
        aria-label={t('text')}
        aria-invalid={ranges.length > 0 || status.state === 'failed' || open.tooLong}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        onChange={(event) => {
          notes.write(event.currentTarget.value, event.currentTarget.selectionEnd);
        }}
        onSelect={tell}
        onScroll={() => {
          follow();
          tell();
        }}
        onBlur={notes.leaveText}
      />
    </div>
  );
}
