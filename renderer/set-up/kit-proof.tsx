import { Text, TextInput, Title } from '@mantine/core';
import { useRef } from 'react';
import type { Result } from '../../shared/result.ts';
import { CodeSheet } from '../components/code-sheet.tsx';
import { Form } from '../components/form.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';

/** The kit's code on screen and paper, and the same code typed back from the paper. */
export function KitProof({
  kitCode,
  owner,
  opening,
  prove,
}: {
  kitCode: string;
  owner: string;
  opening: boolean;
  prove: (typed: string) => Promise<Result<unknown>>;
}) {
  const t = useTexts('setUp');
  const common = useTexts('common');
  const request = useGateRequest({ 'wrong-code': t('kitWrong'), denied: t('kitWrong') });
  const typed = useRef<HTMLInputElement>(null);
  return (
    <Form
      onSubmit={() => {
        if (!request.busy && !opening) void request.run(() => prove(typed.current?.value ?? ''));
      }}
    >
      <div>
        <Title order={1}>{t('kitTitle')}</Title>
        <Text mt={4}>{t('kitPrint')}</Text>
      </div>
      <CodeSheet title={t('kitTitle')} owner={owner} codes={[kitCode]} />
      <TextInput
        ref={typed}
        label={t('kitTypeBack')}
        description={t('kitTypeBackHint')}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        className="mono"
        autoFocus
      />
      <Submit request={request} label={opening ? common('opening') : t('kitProve')} />
    </Form>
  );
}
