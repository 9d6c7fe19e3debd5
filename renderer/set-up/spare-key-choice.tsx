import { Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { Form } from '../components/form.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './spare-key-choice.module.css';

/** A second lead, or the kit on paper. */
export function SpareKeyChoice({
  chooseLead,
  chooseKit,
}: {
  chooseLead: (name: string, username: string) => Promise<Result<unknown>>;
  chooseKit: () => Promise<Result<unknown>>;
}) {
  const t = useTexts('setUp');
  const request = useGateRequest();
  const [way, setWay] = useState<'lead' | 'kit'>('lead');
  const name = useRef<HTMLInputElement>(null);
  const username = useRef<HTMLInputElement>(null);
  return (
    <Form
      label={t('spareTitle')}
      onSubmit={() => {
        if (request.busy) return;
        const lead = [name.current?.value.trim() ?? '', username.current?.value.trim() ?? ''] as const;
        void request.run(() => (way === 'kit' ? chooseKit() : chooseLead(...lead)));
      }}
    >
      <div>
        <Title order={1}>{t('spareTitle')}</Title>
        <Text mt={4}>{t('spareText')}</Text>
      </div>
      <Radio.Group
        aria-label={t('spareTitle')}
        value={way}
        onChange={(value) => {
          setWay(value === 'kit' ? 'kit' : 'lead');
          request.clear();
        }}
      >
        <Stack gap={8}>
          <Way value="lead" title={t('secondLead')} text={t('secondLeadText')} />
          <Way value="kit" title={t('kit')} text={t('kitText')} />
        </Stack>
      </Radio.Group>
      {way === 'lead' ? (
        <>
          <TextInput ref={name} label={t('leadName')} maxLength={80} autoComplete="off" required withAsterisk={false} />
          <TextInput
            ref={username}
            label={t('username')}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
          />
        </>
      ) : null}
      <Submit request={request} label={t(way === 'lead' ? 'addLead' : 'makeKit')} />
    </Form>
  );
}

function Way({ value, title, text }: { value: string; title: string; text: string }) {
  return <Radio className={classes.way} value={value} label={title} description={text} autoFocus={value === 'lead'} />;
}
