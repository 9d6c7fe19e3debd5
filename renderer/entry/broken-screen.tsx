import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { EntryState } from '../../shared/console-state.ts';
import { isForLead } from '../../shared/contract/gate-process.ts';
import { entryClient } from '../bridge/entry.ts';
import { Frame } from '../components/frame.tsx';
import { DrawerDoor } from '../drawer/drawer-door.tsx';
import { useTexts } from '../i18n/i18n.ts';
import classes from './broken-screen.module.css';

const parts = ['happened', 'safe', 'do'] as const;

/** The profile cannot be opened: what happened, what is safe, what to do. Nothing is overwritten meanwhile. */
export function BrokenScreen({ fault }: { fault: NonNullable<EntryState['fault']> }) {
  const t = useTexts('entry');
  const faults = useTexts('faults');
  const [busy, setBusy] = useState(false);
  const [goingOn, setGoingOn] = useState(false);
  const retry = () => {
    setBusy(true);
    void entryClient.call('retry', {}).finally(() => {
      setBusy(false);
    });
  };
  return (
    <Frame width={560}>
      <Stack gap={20}>
        <Title order={1}>{t('brokenTitle')}</Title>
        <dl className={classes.parts}>
          {parts.map((part) => (
            <div key={part}>
              <dt>{t(part)}</dt>
              <dd>{faults(`${fault.code}.${part}`)}</dd>
            </div>
          ))}
        </dl>
        {fault.keptAside ? <Text className={classes.path}>{t('keptAside', { path: fault.keptAside })}</Text> : null}
        <Text c="dimmed" fz="xs">
          {t('code', { code: fault.code })}
        </Text>
        <Group gap={12}>
          <Button autoFocus loading={busy} onClick={retry}>
            {t('retry')}
          </Button>
          {isForLead(fault.code) && !goingOn ? (
            <Button
              variant="default"
              onClick={() => {
                setGoingOn(true);
              }}
            >
              {t('goOn')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => void entryClient.call('quit', {})}>
            {t('quit')}
          </Button>
        </Group>
        {goingOn ? <DrawerDoor to="go-on" /> : null}
      </Stack>
    </Frame>
  );
}
