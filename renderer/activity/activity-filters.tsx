import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ActivityRow } from '../../shared/contract/ipc.ts';
import { consoleClient } from '../bridge/console.ts';
import { useTexts } from '../i18n/i18n.ts';
import { groupNames, type Group } from './groups.ts';
import { noFilters, type Filters } from './use-activity.ts';
import classes from './activity.module.css';

type Named = { id: string; name: string };

/** By kind, by person, by the site's day. */
export function ActivityFilters(props: {
  everybody: boolean;
  filters: Filters;
  rows: ActivityRow[];
  onChange: (filters: Filters) => void;
}) {
  const t = useTexts('activity');
  const { filters, rows, onChange } = props;
  const people = usePeople(rows);
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('filter.group')}
        value={filters.group ?? ''}
        data={[
          { value: '', label: t('filter.all') },
          ...groupNames.map((value) => ({ value, label: t(`group.${value}`) })),
        ]}
        onChange={(event) => {
          const value = event.currentTarget.value;
          onChange({ ...filters, group: value === '' ? null : (value as Group) });
        }}
      />
      {props.everybody ? (
        <NativeSelect
          label={t('filter.person')}
          value={filters.person ?? ''}
          data={[
            { value: '', label: t('filter.everyone') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            onChange({ ...filters, person: event.currentTarget.value || null });
          }}
        />
      ) : null}
      <TextInput
        type="date"
        label={t('filter.day')}
        value={filters.date ?? ''}
        onChange={(event) => {
          onChange({ ...filters, date: event.currentTarget.value || null });
        }}
      />
      {filters === noFilters ? null : (
        <Button
          variant="subtle"
          onClick={() => {
            onChange(noFilters);
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

/** Whom one can filter by: the directory where it may be read, and whoever has appeared in the rows so far. */
function usePeople(rows: ActivityRow[]): Named[] {
  const [known, setKnown] = useState<Named[]>([]);
  useEffect(() => {
    let shown = true;
    void consoleClient.call('people.list', {}).then((answer) => {
      if (shown && answer.ok) setKnown((before) => merged(before, answer.value));
    });
    return () => {
      shown = false;
    };
  }, []);
  const seen = rows.flatMap(({ actor }) => (actor?.name ? { id: actor.id, name: actor.name } : []));
  const all = merged(known, seen);
  if (all.length > known.length) setKnown(all);
  return all;
}

function merged(known: Named[], more: Named[]): Named[] {
  const byId = new Map([...known, ...more].map(({ id, name }) => [id, { id, name }]));
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
