import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Person } from '../../shared/people.ts';
import type { Result } from '../../shared/result.ts';
import { attempt } from '../bridge/attempt.ts';
import { consoleClient } from '../bridge/console.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useNow } from '../components/use-now.ts';
import { useGateErrorText, useIpcErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { Decision } from './person-decision.tsx';
import classes from './person-row.module.css';

/** One person: who, in what state, and a menu of what can be done now. What is easily undone is done at once. */
export function PersonRow({
  person,
  onEdit,
  onDecide,
  onDone,
}: {
  person: Person;
  onEdit: () => void;
  onDecide: (decision: Decision) => void;
  onDone: (said: string) => void;
}) {
  const t = useTexts('people');
  const format = useFormat();
  const sayGate = useGateErrorText();
  const sayIpc = useIpcErrorText();
  const now = useNow(10_000);
  const [error, setError] = useState<string | null>(null);
  const { id, name } = person;
  const locked = person.lockedUntil !== null && person.lockedUntil > now;
  const settle = (work: Promise<Result<unknown>>, said: string, say: typeof sayIpc) => {
    setError(null);
    void work.then((reply) => {
      if (reply.ok) onDone(said);
      else setError(say(reply));
    });
  };
  const facts = [
    t(person.role === 'lead' ? 'roleLead' : 'roleOperator'),
    person.team,
    person.state === 'active' ? '' : t(`state.${person.state}`),
    locked ? t('lockedUntil', { time: format.time(person.lockedUntil ?? now) }) : '',
    person.endsOn ? t('until', { date: format.dayYear(person.endsOn) }) : '',
  ].filter(Boolean);
  const works = person.state === 'active' || person.state === 'resetting';
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <div>
          <span className={classes.name}>{name}</span>
          <span className={classes.username}>{person.username}</span>
        </div>
        <div className={classes.facts}>{facts.join(' · ')}</div>
        <ErrorLine text={error} />
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('actionsFor', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
          {locked ? (
            <Menu.Item
              onClick={() => {
                settle(attempt('people.unlock', { id }), t('unlocked', { name }), sayGate);
              }}
            >
              {t('unlock')}
            </Menu.Item>
          ) : null}
          {works ? (
            <>
              <Menu.Item
                onClick={() => {
                  onDecide('phone');
                }}
              >
                {t('resetPhone')}
              </Menu.Item>
              <Menu.Item
                onClick={() => {
                  onDecide('password');
                }}
              >
                {t('resetPassword')}
              </Menu.Item>
            </>
          ) : null}
          {person.state === 'invited' ? (
            <Menu.Item
              onClick={() => {
                onDecide('code');
              }}
            >
              {t('newCode')}
            </Menu.Item>
          ) : null}
          {person.temporary ? (
            <Menu.Item
              onClick={() => {
                settle(consoleClient.call('team.brief', { person: id }), t('briefed', { name }), sayIpc);
              }}
            >
              {t('brief')}
            </Menu.Item>
          ) : null}
          {person.state === 'disabled' ? (
            <Menu.Item
              onClick={() => {
                settle(attempt('people.enable', { id }), t('enabled', { name }), sayGate);
              }}
            >
              {t('enable')}
            </Menu.Item>
          ) : (
            <Menu.Item
              c="danger"
              onClick={() => {
                onDecide('disable');
              }}
            >
              {t('disable')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
