import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { DeskState } from '../../shared/console-state.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './notes-screen.module.css';

/** Why notes are closed to this person now, and the way to what opens them. */
export function NotesClosed({ reason: closedBy }: { reason: NonNullable<DeskState['notesClosed']> }) {
  const t = useTexts('notes');
  const { goTo, state } = useDesk();
  // Nobody can acknowledge a text that no lead has entered yet.
  const reason = closedBy === 'policy-text' && state.policyText === 'none' ? 'no-policy-text' : closedBy;
  return (
    <div className={classes.alone}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <IconLock size={32} aria-hidden />
      <EmptyState
        title={t(`closed.${reason}.title`)}
        text={t(`closed.${reason}.text`)}
        action={
          <Button
            onClick={() => {
              goTo('today');
            }}
          >
            {t(`closed.${reason}.action`)}
          </Button>
        }
      />
    </div>
  );
}
