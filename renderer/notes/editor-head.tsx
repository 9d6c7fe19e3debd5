import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { Dialog } from '../components/dialog.tsx';
import { IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { titleOf } from './note-order.ts';
import type { OpenNote } from './notes-store.ts';
import { SaveLine } from './save-line.tsx';
import { timeLeft } from './time-left.ts';
import { useNotes } from './use-notes.ts';
import classes from './note-editor.module.css';

/** Title, how the note fares, how long it lives, and what can be done with the whole of it. */
export function EditorHead({ open, now }: { open: OpenNote; now: number }) {
  const t = useTexts('notes');
  const common = useTexts('common');
  const format = useFormat();
  const { notes } = useNotes();
  const [deleting, setDeleting] = useState(false);
  const { summary } = open;
  const left = timeLeft(summary, now);
  const pin = t(summary.pinned ? 'unpin' : 'pin');
  const close = () => {
    setDeleting(false);
  };
  return (
    <div className={classes.head}>
      <div className={classes.titles}>
        <h2 className={classes.title}>{titleOf(open.text) || t('untitled')}</h2>
        <div className={classes.facts}>
          <SaveLine open={open} />
          <span className={classes.expires} data-soon={left.soon || undefined}>
            {t('expiresIn', { time: format.duration(left.minutes * 60_000) })}
          </span>
        </div>
      </div>
      <Tooltip label={pin}>
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={pin}
          aria-pressed={summary.pinned}
          onClick={() => void notes.mark({ pinned: !summary.pinned })}
        >
          {summary.pinned ? <IconPinFilled size={20} aria-hidden /> : <IconPin size={20} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('delete')}>
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={t('delete')}
          onClick={() => {
            setDeleting(true);
          }}
        >
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={deleting} onClose={close} title={t('delete.title')}>
        <p className={classes.deleteText}>{t('delete.text')}</p>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {common('cancel')}
          </Button>
          <Button
            color="danger"
            onClick={() => {
              close();
              void notes.remove(summary.id);
            }}
          >
            {t('delete.confirm')}
          </Button>
        </Group>
      </Dialog>
    </div>
  );
}
