import { Button, Loader } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useVaultReadErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { AlteredNotes } from './altered-notes.tsx';
import { NoteEditor } from './note-editor.tsx';
import { NoteList } from './note-list.tsx';
import { NotesClosed } from './notes-closed.tsx';
import { useNotes } from './use-notes.ts';
import classes from './notes-screen.module.css';

/** Notes: the list and the open one side by side. Everything inside `data-note` obeys the clipboard's rules. */
export function NotesScreen() {
  const t = useTexts('notes');
  const common = useTexts('common');
  const errorText = useVaultReadErrorText();
  const desk = useDesk();
  const { state, notes } = useNotes();
  if (desk.state.notesClosed) return <NotesClosed reason={desk.state.notesClosed} />;
  if (state.phase === 'off' || state.phase === 'opening')
    return (
      <div className={classes.alone}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <Loader size={24} aria-hidden />
        <p role="status">{t('loading')}</p>
      </div>
    );
  if (state.phase === 'failed')
    return (
      <div className={classes.alone}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <EmptyState
          title={t('failed.title')}
          text={state.failure ? errorText(state.failure) : t('failed.text')}
          action={<Button onClick={() => void notes.connect()}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  return (
    <div className={classes.screen}>
      <AlteredNotes />
      <div className={classes.notes} data-note>
        <NoteList />
        <NoteEditor />
      </div>
    </div>
  );
}
