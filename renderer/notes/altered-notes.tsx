import { Notice } from '../components/notice.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './notes-screen.module.css';

/** The vault has found at its opening that somebody else changed its file: said until the next lock, and in the log. */
export function AlteredNotes() {
  const t = useTexts('notes');
  const { notesAltered } = useDesk().state;
  if (!notesAltered) return null;
  return (
    <div className={classes.altered} role="status">
      <Notice tone="amber">
        <p>{t('altered')}</p>
        {notesAltered.keptAside ? <p>{t('altered.kept', { path: notesAltered.keptAside })}</p> : null}
      </Notice>
    </div>
  );
}
