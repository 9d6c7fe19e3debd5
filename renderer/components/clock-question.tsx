import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { consoleClient } from '../bridge/console.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useConsole } from './console-context.ts';
import { Notice } from './notice.tsx';
import { useNow } from './use-now.ts';

/**
 * After the clock jumped ahead or was set back a lead says whether the time is right; until then no note is shredded by
 * the one and none lives longer by the other.
 */
export function ClockQuestion() {
  const t = useTexts('drawer');
  const format = useFormat();
  const now = useNow(1000);
  const { clock } = useConsole();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  if (clock === 'steady') return null;
  const confirm = async () => {
    setBusy(true);
    const reply = await consoleClient.call('clock.confirm', {});
    setBusy(false);
    setRefused(!reply.ok);
  };
  return (
    <Notice tone="amber">
      <p>{t(clock === 'ahead' ? 'clockAhead' : 'clockBehind')}</p>
      <Group mt={8} gap={12}>
        <Text fw={600}>{t('clockNow', { time: format.dateTime(now) })}</Text>
        <Button variant="default" loading={busy} onClick={() => void confirm()}>
          {t('clockRight')}
        </Button>
      </Group>
      <p role="status">{refused ? t('clockBusy') : null}</p>
    </Notice>
  );
}
