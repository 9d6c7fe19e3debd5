import { Checkbox, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { useTexts } from '../i18n/i18n.ts';
import { CodeSheet } from './code-sheet.tsx';
import { Form } from './form.tsx';
import { Submit } from './submit.tsx';
import { useGateRequest } from './use-gate-request.ts';

/** Recovery codes, shown once: goes on when the person says that they are kept. */
export function RecoveryCodes({
  codes,
  owner,
  goOn,
  label,
}: {
  codes: string[];
  owner: string;
  goOn: () => Promise<Result<unknown>>;
  label: string;
}) {
  const t = useTexts('phone');
  const request = useGateRequest();
  const [kept, setKept] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <Form
      onSubmit={() => {
        setAsked(!kept);
        if (kept && !request.busy) void request.run(goOn);
      }}
    >
      <div>
        <Title order={1}>{t('recoveryTitle')}</Title>
        <Text mt={4}>{t('recoveryText')}</Text>
      </div>
      <CodeSheet title={t('recoveryTitle')} owner={owner} codes={codes} />
      <Checkbox
        autoFocus
        checked={kept}
        onChange={(event) => {
          setKept(event.currentTarget.checked);
          setAsked(false);
        }}
        label={t('recoveryKept')}
        error={asked ? t('recoveryKeepFirst') : undefined}
      />
      <Submit request={request} label={label} />
    </Form>
  );
}
