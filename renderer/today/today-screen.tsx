import { Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIpcReadErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { ChecklistForm } from './checklist-form.tsx';
import { DayPanel } from './day-panel.tsx';
import { ListState } from './list-state.tsx';
import { MachineAnswers } from './machine-answers.tsx';
import { PolicyCard } from './policy-card.tsx';
import { useToday } from './use-today.ts';
import classes from './today.module.css';

/** Today: what the shift asks of this person, and how the last days went. */
export function TodayScreen() {
  const t = useTexts('today');
  const common = useTexts('common');
  const errorText = useIpcReadErrorText();
  const { state } = useDesk();
  const { checklist, policyText } = state;
  const listKey = `${checklist.state} ${String(checklist.overdue)} ${policyText}`;
  const today = useToday(listKey);
  const { list, failure, reload } = today;
  useEffect(() => {
    document.getElementById('content')?.scrollTo(0, 0);
  }, []);
  return (
    <div className={classes.today}>
      <div className={classes.work}>
        <h1 className={classes.title}>{t('title')}</h1>
        {policyText === 'acknowledged' ? null : <PolicyCard />}
        {list ? (
          <>
            <ListState list={list} />
            <ChecklistForm today={today} list={list} />
            <MachineAnswers list={list} />
          </>
        ) : failure?.code === 'not-found' ? (
          <EmptyState title={t('none.title')} text={t('none.text')} />
        ) : failure ? (
          <EmptyState
            title={t('failed.title')}
            text={`${t('failed.text')} ${errorText(failure)}`}
            action={<Button onClick={() => void reload()}>{common('tryAgain')}</Button>}
          />
        ) : (
          <p className={classes.loading} role="status">
            <Loader size={20} aria-hidden /> {t('loading')}
          </p>
        )}
      </div>
      <DayPanel list={list} listKey={listKey} />
    </div>
  );
}
