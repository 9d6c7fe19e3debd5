import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PolicyText } from '../../shared/contract/ipc.ts';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './team.module.css';

const limit = 20_000;

/** The security policy's text in both languages; publishing asks everybody to acknowledge it anew (PCI DSS 12.6). */
export function PolicyForm({ known }: { known: PolicyText | null }) {
  const t = useTexts('team');
  const format = useFormat();
  const errorText = useIpcErrorText();
  const [current, setCurrent] = useState(known);
  const [draft, setDraft] = useState({ ru: known?.ru ?? '', en: known?.en ?? '' });
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const ready = draft.ru.trim() !== '' && draft.en.trim() !== '';
  const changed = draft.ru !== current?.ru || draft.en !== current.en;
  const publish = async () => {
    if (!ready || !changed || busy) return;
    setBusy(true);
    const answer = await deskClient.call('policy-text.publish', draft);
    setBusy(false);
    setError(answer.ok ? null : errorText(answer));
    if (!answer.ok) return;
    setCurrent(answer.value);
    setDraft({ ru: answer.value.ru, en: answer.value.en });
    setSaid(t('policy.published', { version: answer.value.version }));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <p className={classes.dim}>
        {current
          ? t('policy.current', { version: current.version, date: format.date(current.publishedAt) })
          : t('policy.none')}
      </p>
      <div className={classes.texts}>
        {(['ru', 'en'] as const).map((language) => (
          <Textarea
            key={language}
            lang={language}
            label={t(`policy.${language}`)}
            value={draft[language]}
            rows={14}
            maxLength={limit}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setSaid(null);
              setDraft({ ...draft, [language]: event.currentTarget.value });
            }}
          />
        ))}
      </div>
      <p className={classes.dim}>{t('policy.hint')}</p>
      <ErrorLine text={error} />
      <div className={classes.foot}>
        <Button type="submit" loading={busy} disabled={!ready || !changed}>
          {t('policy.publish')}
        </Button>
        <span role="status" className={classes.done}>
          {said}
        </span>
      </div>
    </form>
  );
}
