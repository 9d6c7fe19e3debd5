import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { useTexts } from '../i18n/i18n.ts';
import { CodeField } from './code-field.tsx';
import { Form } from './form.tsx';
import { inGroups } from './groups.ts';
import { QrCode } from './qr-code.tsx';
import { Submit } from './submit.tsx';
import { useGateRequest } from './use-gate-request.ts';
import classes from './phone-proof.module.css';

/** The phone learns the secret by the QR code or by typing, and proves it with a code. */
export function PhoneProof({
  totp,
  prove,
}: {
  totp: { uri: string; secret: string };
  prove: (code: string) => Promise<Result<unknown>>;
}) {
  const t = useTexts('phone');
  const common = useTexts('common');
  const request = useGateRequest();
  const [code, setCode] = useState('');
  const submit = () => {
    if (code.length < 6 || request.busy) return;
    void request
      .run(() => prove(code))
      .then((reply) => {
        if (!reply.ok) setCode('');
      });
  };
  return (
    <div className={classes.proof}>
      <QrCode text={totp.uri} label={t('qrCode')} />
      <Stack gap={16} className={classes.side}>
        <div>
          <Title order={1}>{t('title')}</Title>
          <Text mt={4}>{t('scan')}</Text>
        </div>
        <div>
          <Text c="dimmed" fz="xs">
            {t('typeInstead')}
          </Text>
          <Text ff="monospace" className={classes.secret} data-secret>
            {inGroups(totp.secret)}
          </Text>
        </div>
        <Form onSubmit={submit}>
          <CodeField label={common('code')} value={code} onChange={setCode} autoFocus disabled={request.busy} />
          <Submit request={request} label={t('prove')} />
        </Form>
      </Stack>
    </div>
  );
}
