import { Button, Loader, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIpcReadErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { ListsTable } from './lists-table.tsx';
import { TeamExceptions } from './team-exceptions.tsx';
import { useTeam } from './use-team.ts';
import classes from './team.module.css';

/** The day's lists of the whole team, and what stands open from them. */
export function TeamLists() {
  const t = useTexts('team');
  const common = useTexts('common');
  const format = useFormat();
  const errorText = useIpcReadErrorText();
  const { state } = useDesk();
  const [date, setDate] = useState<string | null>(null);
  const { day, people, failure, reload } = useTeam(date);
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
    <>
      <div className={classes.day}>
        <h2 className={classes.heading}>
          {date === null ? t('day.today') : t('day')}, {format.day(day.date)}
        </h2>
        <TextInput
          type="date"
          aria-label={t('day.pick')}
          value={date ?? day.date}
          onChange={(event) => {
            setDate(event.currentTarget.value || null);
          }}
        />
        {date === null ? null : (
          <Button
            variant="subtle"
            onClick={() => {
              setDate(null);
            }}
          >
            {t('day.today')}
          </Button>
        )}
      </div>
      {day.lists.length === 0 ? (
        <EmptyState title={t('lists.empty.title')} text={t('lists.empty.text')} />
      ) : (
        <ListsTable key={day.date} day={day} people={people} actor={state.lead?.actor ?? null} onChanged={reload} />
      )}
      <TeamExceptions day={day} people={people} onChanged={reload} />
    </>
  );
}
