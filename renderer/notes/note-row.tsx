import { IconPhone, IconPin } from '@tabler/icons-react';
import type { NoteSummary } from '../../shared/contract/vault.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { timeLeft } from './time-left.ts';
import classes from './note-row.module.css';

/** Height of one row in pixels; the list is windowed, so all are equal. */
export const rowHeight = 66;

/** One note in the list: title, tag, time left as a thin bar that shortens. */
export function NoteRow(props: {
  id: string;
  note: NoteSummary;
  now: number;
  top: number;
  place: number;
  of: number;
  open: boolean;
  active: boolean;
  onOpen: () => void;
}) {
  const t = useTexts('notes');
  const format = useFormat();
  const { note } = props;
  const left = timeLeft(note, props.now);
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.open}
      aria-setsize={props.of}
      aria-posinset={props.place}
      className={classes.row}
      data-active={props.active || undefined}
      style={{ height: rowHeight, transform: `translateY(${String(props.top)}px)` }}
      onClick={props.onOpen}
    >
      <span className={classes.first}>
        {note.card ? <IconPhone size={16} aria-hidden className={classes.icon} /> : null}
        <span className={classes.title} data-empty={note.title === '' || undefined}>
          {note.title || t('untitled')}
        </span>
        {note.pinned ? (
          <>
            <IconPin size={16} aria-hidden className={classes.icon} />
            <span className="visually-hidden">{t('pinned')}</span>
          </>
        ) : null}
      </span>
      <span className={classes.second}>
        {note.tags[0] === undefined ? null : <span className={classes.tag}>{note.tags[0]}</span>}
        <span className={classes.excerpt}>{note.reference || note.excerpt}</span>
        <span className={classes.left} data-soon={left.soon || undefined}>
          <span className="visually-hidden">{t('expiresInList')} </span>
          {format.duration(left.minutes * 60_000)}
        </span>
      </span>
      <span className={classes.bar} data-soon={left.soon || undefined} aria-hidden>
        <span style={{ width: `${String(Math.round(left.share * 100))}%` }} />
      </span>
    </div>
  );
}
