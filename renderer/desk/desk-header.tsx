import { Button } from '@mantine/core';
import { IconCloudUp, IconKeyboard, IconLock, IconPhoneCall } from '@tabler/icons-react';
import { deskClient } from '../bridge/desk.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { AccountMenu } from './account-menu.tsx';
import { BreakMenu } from './break-menu.tsx';
import { useDesk } from './desk-context.ts';
import { useAsk } from './use-ask.ts';
import classes from './desk-header.module.css';

/** Who sits here, what waits, and the three ways to leave the desk for a while. */
export function DeskHeader(props: {
  breakOpen: boolean;
  onBreak: (open: boolean) => void;
  onHelp: (open: boolean) => void;
}) {
  const t = useTexts('desk');
  const common = useTexts('common');
  const format = useFormat();
  const { state, goTo } = useDesk();
  const ask = useAsk();
  const { waiting } = state.central;
  const { onCall } = state;
  return (
    <div className={classes.header}>
      <span className={classes.product}>{common('product')}</span>
      <AccountMenu />
      <span className={classes.space} />
      {waiting > 0 ? (
        <Button
          variant="subtle"
          leftSection={<IconCloudUp size={18} aria-hidden />}
          onClick={() => {
            goTo('settings');
          }}
        >
          <span className="visually-hidden">{t('waiting', { count: waiting })}</span>
          <span className={classes.long} aria-hidden>
            {t('waiting', { count: waiting })}
          </span>
          <span className={classes.short} aria-hidden>
            {format.number(waiting)}
          </span>
        </Button>
      ) : null}
      <Button
        variant={onCall ? 'filled' : 'default'}
        aria-pressed={onCall !== null}
        leftSection={<IconPhoneCall size={18} aria-hidden />}
        rightSection={<KeyHint keys="F8" />}
        onClick={() => void ask(() => deskClient.call('on-call', { on: onCall === null }))}
      >
        {onCall ? t('onCallOn', { time: format.time(onCall.until) }) : t('onCall')}
      </Button>
      <BreakMenu opened={props.breakOpen} onChange={props.onBreak} />
      <Button
        variant="default"
        leftSection={<IconLock size={18} aria-hidden />}
        rightSection={<KeyHint keys="F10" />}
        onClick={() => void ask(() => deskClient.call('lock', { break: null }))}
      >
        {t('lock')}
      </Button>
      <Button
        variant="subtle"
        px={8}
        leftSection={<IconKeyboard size={18} aria-hidden />}
        onClick={() => {
          props.onHelp(true);
        }}
      >
        <span className="visually-hidden">{t('help')} </span>
        <KeyHint keys="F1" />
      </Button>
    </div>
  );
}
