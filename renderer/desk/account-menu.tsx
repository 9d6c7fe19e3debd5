import { Button, Group, Menu, Text } from '@mantine/core';
import { Dialog } from '../components/dialog.tsx';
import { IconChevronDown, IconKey, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';
import { useAsk } from './use-ask.ts';
import classes from './desk-header.module.css';

/** Whose desk it is, until when the shift lasts, and the way out; what happens to the notes is said before it (design, section 3). */
export function AccountMenu() {
  const t = useTexts('desk');
  const common = useTexts('common');
  const format = useFormat();
  const { state } = useDesk();
  const ask = useAsk();
  const [leaving, setLeaving] = useState(false);
  const close = () => {
    setLeaving(false);
  };
  const { person, shift, checklist } = state;
  const unsent = checklist.state === 'open' || checklist.state === 'returned';
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            px={8}
            className={classes.account}
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            <span className="visually-hidden">{t('account')}: </span>
            <span className={classes.name} title={person.name}>
              {person.name}
            </span>
            <span className={classes.shift}>
              <span className={classes.shiftWord}>{t('shift')} </span>
              {format.time(shift.startsAt)}–{format.time(shift.endsAt)}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconKey size={18} aria-hidden />}
            rightSection={<KeyHint keys="F6" />}
            onClick={() => void ask(() => deskClient.call('drawer.open', {}))}
          >
            {t('drawer')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={18} aria-hidden />}
            onClick={() => {
              setLeaving(true);
            }}
          >
            {t('signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={leaving} onClose={close} title={t('signOut.title')}>
        <Text>{t('signOut.text', { time: format.time(shift.endsAt) })}</Text>
        {unsent ? (
          <Text mt="sm" fw={600}>
            {t('signOut.checklist')}
          </Text>
        ) : null}
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {common('cancel')}
          </Button>
          <Button data-autofocus onClick={() => void ask(() => deskClient.call('sign-out', {}))}>
            {t('signOut')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
