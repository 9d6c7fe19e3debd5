import { useRef, useState } from 'react';
import { attempt } from '../bridge/attempt.ts';
import { CodeField } from '../components/code-field.tsx';
import { ErrorLine } from '../components/error-line.tsx';
import { Form } from '../components/form.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './step-up.module.css';

/**
 * A fresh code at the own desk opens two minutes of lead's work (design, section 4). Main pushes the open grant, so
 * there is nothing to do when it has worked.
 */
export function StepUp({ title, text }: { title?: string; text?: string }) {
  const t = useTexts('team');
  const common = useTexts('common');
  const request = useGateRequest();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = async () => {
    if (request.busy || request.waiting || code.length !== 6) return;
    const reply = await request.run(() => attempt('step-up', { code }));
    setCode('');
    if (!reply.ok) field.current?.focus();
  };
  return (
    <section className={classes.step}>
      <h2 className={classes.title}>{title ?? t('step.title')}</h2>
      <p>{text ?? t('step.text')}</p>
      <Form onSubmit={() => void send()}>
        <CodeField
          label={common('code')}
          value={code}
          onChange={setCode}
          inputRef={field}
          autoFocus
          disabled={request.busy || request.waiting}
          invalid={request.error !== null}
        />
        <ErrorLine text={request.error?.text ?? null} spoken={request.error?.spoken} />
        <p role="status" className={classes.hint}>
          {request.busy ? t('step.working') : t('step.wait')}
        </p>
      </Form>
    </section>
  );
}
