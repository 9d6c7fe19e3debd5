import { ActionIcon, Button, Checkbox, Group } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Checklist } from '../../shared/checklist/types.ts';
import { consoleClient } from '../bridge/console.ts';
import { AnswersTable } from '../drawer/answers-table.tsx';
import { ReasonForm } from '../drawer/reason-form.tsx';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { progressOf } from '../today/day.ts';
import classes from './lists-table.module.css';

/** One person's list in a line; its answers, confirmation and return open under it. */
export function ListRow(props: {
  list: Checklist;
  name: string;
  own: boolean;
  selectable: boolean;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  onConfirm: () => void;
  onChanged: () => void;
}) {
  const t = useTexts('team');
  const drawer = useTexts('drawer');
  const format = useFormat();
  const id = useId();
  const now = useNow(60_000);
  const { list, name, own, selectable } = props;
  const [open, setOpen] = useState(false);
  const [returning, setReturning] = useState(false);
  const state = list.state === 'open' && list.overdue ? 'overdue' : list.state;
  const { done, total, exceptions } = progressOf(list);
  const facts = [
    t('lists.answered', { done, total }),
    list.submittedAt === null ? '' : t('lists.submittedAt', { time: format.moment(list.submittedAt, now) }),
    list.decidedAt === null ? '' : t('lists.decidedAt', { time: format.moment(list.decidedAt, now) }),
    own ? t('lists.own') : '',
  ].filter(Boolean);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <Checkbox
          aria-label={t('lists.select', { name })}
          checked={props.selected && selectable}
          disabled={!selectable}
          onChange={(event) => {
            props.onSelect(event.currentTarget.checked);
          }}
        />
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={t(open ? 'lists.hide' : 'lists.show', { name })}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <Chevron size={18} aria-hidden />
        </ActionIcon>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {exceptions > 0 ? (
          <span className={classes.exceptions}>{t('lists.exceptions', { count: exceptions })}</span>
        ) : null}
        <span className={classes.facts} title={facts.join(' · ')}>
          {facts.join(' · ')}
        </span>
        <span className={classes.state} data-state={state}>
          {drawer(`state.${state}`)}
        </span>
      </div>
      <div id={id} className={classes.answers} hidden={!open}>
        {open ? <AnswersTable list={list} /> : null}
        {selectable && !returning ? (
          <Group gap={8} mt={12}>
            <Button onClick={props.onConfirm}>{drawer('confirm')}</Button>
            <Button
              variant="default"
              onClick={() => {
                setReturning(true);
              }}
            >
              {t('lists.return')}
            </Button>
          </Group>
        ) : null}
        {returning ? (
          <ReasonForm
            label={t('return.reason')}
            submit={t('return.send')}
            send={(reason) => consoleClient.call('team.return', { list: list.id, reason })}
            onDone={() => {
              setReturning(false);
              props.onChanged();
            }}
            onCancel={() => {
              setReturning(false);
            }}
          />
        ) : null}
      </div>
    </li>
  );
}
