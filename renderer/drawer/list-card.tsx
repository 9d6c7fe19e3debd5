import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Checklist } from '../../shared/checklist/types.ts';
import { consoleClient } from '../bridge/console.ts';
import { useTexts } from '../i18n/i18n.ts';
import { AnswersTable } from './answers-table.tsx';
import { ReasonForm } from './reason-form.tsx';
import classes from './list-card.module.css';

/** One list with its answers; confirmed or returned where it waits and is not the lead's own. */
export function ListCard({
  list,
  name,
  own,
  here,
  busy,
  onConfirm,
  onChanged,
}: {
  list: Checklist;
  name: string;
  own: boolean;
  here: boolean;
  busy: boolean;
  onConfirm: () => void;
  onChanged: () => void;
}) {
  const t = useTexts('drawer');
  const [returning, setReturning] = useState(false);
  const state = list.state === 'open' && list.overdue ? 'overdue' : list.state;
  return (
    <details className={classes.card} open={here}>
      <summary className={classes.summary}>
        <span className={classes.name}>
          {name}
          {here ? <span className={classes.here}>{t('thisDesk')}</span> : null}
        </span>
        <span className={classes.state} data-state={state}>
          {t(`state.${state}`)}
        </span>
      </summary>
      <AnswersTable list={list} />
      {list.sameIssuer && list.state === 'submitted' ? <p className={classes.remark}>{t('sameIssuer')}</p> : null}
      {list.state === 'submitted' && !own && !returning ? (
        <Group gap={8} className={classes.decide}>
          <Button loading={busy} onClick={onConfirm}>
            {t('confirm')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setReturning(true);
            }}
          >
            {t('return')}
          </Button>
        </Group>
      ) : null}
      {returning ? (
        <ReasonForm
          label={t('returnReason')}
          submit={t('return')}
          send={(reason) => consoleClient.call('team.return', { list: list.id, reason })}
          onDone={() => {
            setReturning(false);
            onChanged();
          }}
          onCancel={() => {
            setReturning(false);
          }}
        />
      ) : null}
    </details>
  );
}
