import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { OpenNote } from './notes-store.ts';
import classes from './note-editor.module.css';

/**
 * "Saved" means that the vault has committed this very text (design, section 5). Read out only when something is
 * wrong: a voice after each word typed would drown the call.
 */
export function SaveLine({ open }: { open: OpenNote }) {
  const t = useTexts('notes');
  const format = useFormat();
  const { status, summary } = open;
  const wrong = open.tooLong || status.state === 'held' || status.state === 'failed';
  return (
    <span role="status" aria-live={wrong ? 'polite' : 'off'} className={classes.save} data-wrong={wrong || undefined}>
      {wrong ? <IconAlertTriangle size={16} aria-hidden /> : null}
      {!wrong && status.state !== 'saving' ? <IconCheck size={16} aria-hidden /> : null}
      {words()}
    </span>
  );

  function words(): string {
    if (open.tooLong) return t('notSaved.limit');
    switch (status.state) {
      case 'untouched':
        return t('saved', { time: format.seconds(summary.updatedAt) });
      case 'saving':
        return t('saving');
      case 'saved':
        return t('saved', { time: format.seconds(status.at) });
      case 'held':
        return t('notSaved.held');
      case 'failed':
        return t(`notSaved.${status.code}`);
    }
  }
}
