import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Result } from '../../shared/result.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';

/** A decision that needs a sentence: why a list goes back, how an exception was closed. */
export function ReasonForm({
  label,
  submit,
  send,
  onDone,
  onCancel,
}: {
  label: string;
  submit: string;
  send: (reason: string) => Promise<Result<unknown>>;
  onDone: () => void;
  onCancel: () => void;
}) {
  const common = useTexts('common');
  const say = useIpcErrorText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || reason.trim() === '') return;
        setBusy(true);
        void send(reason.trim()).then((reply) => {
          setBusy(false);
          setError(reply.ok ? null : say(reply));
          if (reply.ok) onDone();
        });
      }}
    >
      <Textarea
        mt={12}
        label={label}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
        autoFocus
      />
      <ErrorLine text={error} />
      <Group gap={8} mt={8}>
        <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
          {submit}
        </Button>
        <Button variant="subtle" color="quiet" onClick={onCancel}>
          {common('cancel')}
        </Button>
      </Group>
    </form>
  );
}
