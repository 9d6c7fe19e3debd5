import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { noteTextLimit } from '../../shared/contract/vault.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useNow } from '../components/use-now.ts';
import { useVaultErrorText, useVaultReadErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { CallCardFields } from './call-card-fields.tsx';
import { EditorHead } from './editor-head.tsx';
import { HeldLine } from './held-line.tsx';
import { NoteFields } from './note-fields.tsx';
import { NoteText } from './note-text.tsx';
import { timeLeft } from './time-left.ts';
import { useNotes } from './use-notes.ts';
import classes from './note-editor.module.css';

/** The open note, or what to do when none is. */
export function NoteEditor() {
  const t = useTexts('notes');
  const format = useFormat();
  const errorText = useVaultErrorText();
  const readErrorText = useVaultReadErrorText();
  const now = useNow(5000);
  const { state, notes } = useNotes();
  const { open } = state;
  const newNote = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => void notes.create(null)}>
      {t('new')}
    </Button>
  );
  if (!open || timeLeft(open.summary, now).gone)
    return (
      <section className={classes.editor} aria-label={t('editor')}>
        {open ? (
          <EmptyState title={t('expired')} text={t('expired.text')} action={newNote} />
        ) : state.openFailure ? (
          <EmptyState title={t('openFailed.title')} text={readErrorText(state.openFailure)} action={newNote} />
        ) : (
          <EmptyState title={t('choose.title')} text={t('choose.text')} action={newNote} />
        )}
      </section>
    );
  const { summary, text } = open;
  return (
    <section className={classes.editor} aria-label={t('editor')}>
      <EditorHead open={open} now={now} />
      {summary.masked ? (
        <div className={classes.masked} role="status">
          <span>{t('masked')}</span>
          <Button variant="default" onClick={() => void notes.mark({ maskSeen: true })}>
            {t('masked.seen')}
          </Button>
        </div>
      ) : null}
      {summary.card ? <CallCardFields card={summary.card} /> : null}
      <NoteText key={summary.id} open={open} />
      <HeldLine status={open.status} />
      {open.tooLong ? (
        <p className={classes.problem} role="alert">
          {t('limit', { number: format.number(text.length) })}
        </p>
      ) : text.length > noteTextLimit * 0.9 ? (
        <p className={classes.near}>{t('limit.near', { number: format.number(text.length) })}</p>
      ) : null}
      <NoteFields key={`${summary.id}-fields`} summary={summary} />
      {state.markFailure ? (
        <p className={classes.problem} role="alert">
          {errorText(state.markFailure)}
        </p>
      ) : null}
    </section>
  );
}
