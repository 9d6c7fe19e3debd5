import { Button, Loader } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { PeoplePanel } from '../drawer/people-panel.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useTeam } from './use-team.ts';
import classes from './team.module.css';

/** The people of this console, as in the lead's drawer. */
export function TeamPeople() {
  const t = useTexts('team');
  const common = useTexts('common');
  const errorText = useIpcErrorText();
  const { day, people, failure, reload } = useTeam(null);
  if (failure && !day)
    return (
      <EmptyState
        title={t('failed.title')}
        text={`${t('failed.text')} ${errorText(failure)}`}
        action={<Button onClick={reload}>{common('tryAgain')}</Button>}
      />
    );
  if (!day)
    return (
      <p className={classes.loading} role="status">
        <Loader size={20} aria-hidden /> {t('loading')}
      </p>
    );
  return (
    <div className={classes.people}>
      <PeoplePanel people={people} onChanged={reload} />
    </div>
  );
}
