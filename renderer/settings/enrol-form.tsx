import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './settings.module.css';

/** Enrols this desk to central by IT's token, which carries central's address and keys (design, section 8). */
export function EnrolForm({ onDone }: { onDone: () => void }) {
  const t = useTexts('settings');
  const common = useTexts('common');
  const errorText = useIpcErrorText();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const enrol = async () => {
    if (token.trim() === '' || busy) return;
    setBusy(true);
    setError(null);
    const answer = await deskClient.call('central.enrol', { token: token.trim() });
    setBusy(false);
    if (answer.ok) onDone();
    else setError(errorText(answer));
  };
  return (
    <form
      className={classes.narrow}
      onSubmit={(event) => {
        event.preventDefault();
        void enrol();
      }}
    >
      <Textarea
        label={t('central.token')}
        description={t('central.tokenHint')}
        value={token}
        rows={3}
        maxLength={4096}
        autoFocus
        required
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setToken(event.currentTarget.value);
        }}
      />
      <ErrorLine text={error} />
      <Group mt="sm">
        <Button type="submit" loading={busy}>
          {t('central.enrol')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
        <span role="status">{busy ? t('central.enrolling') : null}</span>
      </Group>
    </form>
  );
}
