import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIpcReadErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useLeadOpen } from '../team/use-lead-open.ts';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityTable } from './activity-table.tsx';
import { ChainBadge } from './chain-badge.tsx';
import { ExportLog } from './export-log.tsx';
import { noFilters, useActivity, type Filters } from './use-activity.ts';
import classes from './activity.module.css';

/** Activity: what happened at this desk, in a lead's words, and the proof that nothing is missing. */
export function ActivityScreen() {
  const t = useTexts('activity');
  const [filters, setFilters] = useState<Filters>(noFilters);
  const open = useLeadOpen();
  const seesAll = useDesk().state.person.role === 'lead' || open;
  return (
    <div className={classes.activity}>
      <div className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        {seesAll ? <ExportLog /> : null}
      </div>
      <ChainBadge />
      {seesAll ? null : <p className={classes.own}>{t('ownOnly')}</p>}
      <LogView key={String(seesAll)} everybody={seesAll} filters={filters} setFilters={setFilters} />
    </div>
  );
}

function LogView(props: { everybody: boolean; filters: Filters; setFilters: (filters: Filters) => void }) {
  const { filters, setFilters } = props;
  const t = useTexts('activity');
  const errorText = useIpcReadErrorText();
  const { state } = useDesk();
  const activity = useActivity(filters);
  const { rows, more, reading, failure, loadMore, reload } = activity;
  const filtered = filters !== noFilters;
  const newest = rows[0]?.seq ?? -1;
  const behind = !filtered && rows.length > 0 && state.chain.length - 1 > newest;
  return (
    <>
      <ActivityFilters everybody={props.everybody} filters={filters} rows={rows} onChange={setFilters} />
      {behind ? (
        <p className={classes.newer}>
          <span role="status">{t('newer')}</span>
          <Button variant="subtle" onClick={reload}>
            {t('refresh')}
          </Button>
        </p>
      ) : null}
      {failure ? (
        <EmptyState
          title={t('failed.title')}
          text={`${t('failed.text')} ${errorText(failure)}`}
          action={<Button onClick={reload}>{t('failed.action')}</Button>}
        />
      ) : reading === 'first' ? (
        <p className={classes.loading} role="status">
          <Loader size={20} aria-hidden /> {t('loading')}
        </p>
      ) : rows.length === 0 ? (
        <EmptyState
          title={t(filtered ? 'noMatch.title' : 'empty.title')}
          text={t(filtered ? 'noMatch.text' : 'empty.text')}
          action={
            filtered ? (
              <Button
                variant="default"
                onClick={() => {
                  setFilters(noFilters);
                }}
              >
                {t('noMatch.action')}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <>
          <ActivityTable rows={rows} />
          <p className={classes.foot}>
            {more ? (
              <Button variant="default" loading={reading === 'more'} onClick={loadMore}>
                {t('more')}
              </Button>
            ) : (
              t('allShown')
            )}
          </p>
        </>
      )}
    </>
  );
}
