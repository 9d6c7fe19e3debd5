import { Button, Loader, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PolicyText } from '../../shared/contract/ipc.ts';
import type { Result } from '../../shared/result.ts';
import { deskClient } from '../bridge/desk.ts';
import { Notice } from '../components/notice.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { PolicyForm } from './policy-form.tsx';

/** The security policy's text, to be changed only by who has it before them: what cannot be read is not published over. */
export function PolicyPanel() {
  const t = useTexts('team');
  const common = useTexts('common');
  const [turn, setTurn] = useState(0);
  const [read, setRead] = useState<Result<PolicyText | null> | null>(null);
  useEffect(() => {
    let shown = true;
    void deskClient.call('policy-text.read', {}).then((answer) => {
      if (shown) setRead(answer);
    });
    return () => {
      shown = false;
    };
  }, [turn]);
  if (!read) return <Loader size={24} aria-label={common('loading')} />;
  if (read.ok) return <PolicyForm known={read.value} />;
  return (
    <Stack align="flex-start">
      <Notice tone="danger">{t('policy.failed')}</Notice>
      <Button
        variant="default"
        onClick={() => {
          setRead(null);
          setTurn(turn + 1);
        }}
      >
        {common('tryAgain')}
      </Button>
    </Stack>
  );
}
