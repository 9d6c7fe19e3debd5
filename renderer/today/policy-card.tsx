import { Button, Group } from '@mantine/core';
import { Dialog } from '../components/dialog.tsx';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { PolicyText } from '../../shared/contract/ipc.ts';
import type { Failure } from '../../shared/result.ts';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIpcErrorText, useIpcReadErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import classes from './today.module.css';

/** The site's security policy: to be read and acknowledged in each version, and yearly (PCI DSS 12.6). */
export function PolicyCard() {
  const t = useTexts('today');
  const common = useTexts('common');
  const format = useFormat();
  const language = useLanguage();
  const errorText = useIpcErrorText();
  const readErrorText = useIpcReadErrorText();
  const { state } = useDesk();
  const [text, setText] = useState<PolicyText | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const due = state.policyText === 'due';
  if (state.policyText === 'none')
    return state.person.role === 'lead' ? <p className={classes.due}>{t('policy.none')}</p> : null;
  const read = async () => {
    const answer = await deskClient.call('policy-text.read', {});
    setFailure(answer.ok ? null : answer);
    if (answer.ok) setText(answer.value);
  };
  const acknowledge = async (version: number) => {
    const answer = await deskClient.call('policy-text.acknowledge', { version });
    setFailure(answer.ok ? null : answer);
    if (answer.ok) setText(null);
  };
  const close = () => {
    setText(null);
  };
  return (
    <div className={classes.policy} data-due={due || undefined}>
      <IconFileText size={20} aria-hidden />
      <div className={classes.policyWords}>
        <strong>{t('policy.title')}</strong>
        <p>{due ? t('policy.due') : t('policy.acknowledged')}</p>
        {failure && !text ? <ErrorLine text={`${t('policy.failed')} ${readErrorText(failure)}`} /> : null}
      </div>
      <Button variant={due ? 'filled' : 'default'} onClick={() => void read()}>
        {t('policy.open')}
      </Button>
      <Dialog opened={text !== null} onClose={close} title={t('policy.title')} size={720}>
        {text ? (
          <>
            <p className={classes.version}>
              {t('policy.version', { version: text.version, date: format.date(text.publishedAt) })}
            </p>
            <div className={classes.policyText} tabIndex={0} role="region" aria-label={t('policy.title')}>
              {text[language]}
            </div>
            <ErrorLine text={failure ? errorText(failure) : null} />
            <Group mt="md" justify="flex-end">
              <Button variant="default" onClick={close}>
                {common('close')}
              </Button>
              {due ? <Button onClick={() => void acknowledge(text.version)}>{t('policy.acknowledge')}</Button> : null}
            </Group>
          </>
        ) : null}
      </Dialog>
    </div>
  );
}
