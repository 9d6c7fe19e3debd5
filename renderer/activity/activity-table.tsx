import { Table } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleX,
  IconCloudCheck,
  IconClockPause,
  IconFileBroken,
  IconHandStop,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ActivityRow } from '../../shared/contract/ipc.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useEventWords } from './use-event-words.ts';
import classes from './activity-table.module.css';

const icons = { ok: IconCircleCheck, refused: IconHandStop, failed: IconCircleX, unreadable: IconFileBroken };

/** Time, who, what, outcome. One row at a time is a tab stop; arrows move; its code shows on hover and focus. */
export function ActivityTable({ rows }: { rows: ActivityRow[] }) {
  const t = useTexts('activity');
  const format = useFormat();
  const words = useEventWords(rows);
  const { central } = useDesk().state;
  const [current, setCurrent] = useState(0);
  const enrolled = central.state !== 'none';
  const byArrow = (event: React.KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, current + step));
    setCurrent(next);
    event.currentTarget.querySelectorAll<HTMLElement>('tr')[next]?.focus();
  };
  return (
    <Table className={classes.table} aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.time')}</Table.Th>
          <Table.Th>{t('column.who')}</Table.Th>
          <Table.Th>{t('column.what')}</Table.Th>
          <Table.Th>{t('column.outcome')}</Table.Th>
          {enrolled ? <Table.Th>{t('column.sync')}</Table.Th> : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody onKeyDown={byArrow}>
        {rows.map((row, index) => {
          const Icon = icons[row.outcome];
          const { what, details, texts } = words(row);
          return (
            <Table.Tr
              key={row.seq}
              tabIndex={index === Math.min(current, rows.length - 1) ? 0 : -1}
              className={classes.row}
              data-outcome={row.outcome}
              onFocus={() => {
                setCurrent(index);
              }}
            >
              <Table.Td className={classes.time}>
                <span className={classes.day}>{format.day(format.siteDateOf(row.time))}</span>
                {format.seconds(row.time)}
              </Table.Td>
              <Table.Td className={classes.who}>
                {row.actor === null ? t('console') : (row.actor.name ?? t('erasedPerson'))}
              </Table.Td>
              <Table.Td>
                <span className={classes.first}>
                  <span className={classes.what}>{what}</span>
                  <code className={classes.code}>{t('code', { type: row.type, seq: row.seq })}</code>
                </span>
                {details ? <span className={classes.details}>{details}</span> : null}
                {texts.map((text) => (
                  <span key={text} className={classes.text}>
                    {text}
                  </span>
                ))}
              </Table.Td>
              <Table.Td className={classes.outcome}>
                <Icon size={18} aria-hidden /> {t(`outcome.${row.outcome}`)}
              </Table.Td>
              {enrolled ? (
                <Table.Td
                  className={classes.sync}
                  title={t(row.synced ? 'synced' : 'notSynced')}
                  data-synced={row.synced || undefined}
                >
                  {row.synced ? <IconCloudCheck size={18} aria-hidden /> : <IconClockPause size={18} aria-hidden />}{' '}
                  <span className="visually-hidden">{t(row.synced ? 'synced' : 'notSynced')}</span>
                  <span className={classes.syncWord} aria-hidden>
                    {t(row.synced ? 'synced' : 'notSynced')}
                  </span>
                </Table.Td>
              ) : null}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
