import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { answerValue, type Answer, type ChecklistItem, type Evidence } from '../../shared/checklist/types.ts';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useNow } from '../components/use-now.ts';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import classes from './evidence-row.module.css';

/** One dated point: its newest evidence and until when that counts; new evidence is recorded in place. */
export function EvidenceRow(props: {
  item: ChecklistItem;
  newest: Evidence | null;
  by: string | null;
  onRecorded: (evidence: Evidence) => void;
}) {
  const t = useTexts('team');
  const common = useTexts('common');
  const format = useFormat();
  const language = useLanguage();
  const { item, newest } = props;
  const now = useNow(60_000);
  const [recording, setRecording] = useState(false);
  const ended = newest !== null && newest.validUntil < format.siteDateOf(now);
  const by = props.by ?? common(newest?.recordedBy === null ? 'ownersKit' : 'unknownPerson');
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <div className={classes.words}>
          <p className={classes.text}>{item.text[language]}</p>
          <p className={classes.help}>
            {t(`cadence.${item.cadence}`)} · {item.help[language]}
          </p>
          {newest ? (
            <p>
              <strong>{t(`answer.${newest.answer}`)}</strong> {newest.reference}
              <span className={classes.help}>
                {' '}
                {t('evidence.by', { name: by, date: format.date(newest.recordedAt) })}
              </span>
            </p>
          ) : null}
        </div>
        <span className={classes.valid} data-bad={newest === null || ended || undefined}>
          {newest === null
            ? t('evidence.never')
            : t(ended ? 'evidence.expired' : 'evidence.valid', { date: format.dayYear(newest.validUntil) })}
        </span>
        <Button
          variant="default"
          aria-expanded={recording}
          aria-label={`${t('evidence.record')} ${item.text[language]}`}
          onClick={() => {
            setRecording(!recording);
          }}
        >
          {t('evidence.record')}
        </Button>
      </div>
      {recording ? (
        <EvidenceForm
          item={item}
          onDone={(evidence) => {
            setRecording(false);
            if (evidence) props.onRecorded(evidence);
          }}
        />
      ) : null}
    </li>
  );
}

function EvidenceForm({ item, onDone }: { item: ChecklistItem; onDone: (evidence: Evidence | null) => void }) {
  const t = useTexts('team');
  const common = useTexts('common');
  const language = useLanguage();
  const errorText = useIpcErrorText();
  const id = useId();
  const [answer, setAnswer] = useState<Answer['value']>('yes');
  const [reference, setReference] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const record = async () => {
    if (busy || reference.trim() === '') return;
    setBusy(true);
    const reply = await deskClient.call('evidence.record', { item: item.id, answer, reference: reference.trim() });
    setBusy(false);
    if (reply.ok) onDone(reply.value);
    else setError(errorText(reply));
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <div>
        <span id={id} className={classes.label}>
          {t('evidence.answer')}
        </span>
        <SegmentedControl
          aria-labelledby={id}
          value={answer}
          data={answerValue.options.map((value) => ({ value, label: t(`answer.${value}`) }))}
          onChange={(value) => {
            setAnswer(answerValue.parse(value));
          }}
        />
      </div>
      {answer === 'no' ? <p className={classes.meaning}>{item.no[language]}</p> : null}
      <TextInput
        label={t('evidence.reference')}
        description={t('evidence.referenceHint')}
        value={reference}
        maxLength={200}
        required
        withAsterisk={false}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setReference(event.currentTarget.value);
        }}
      />
      <ErrorLine text={error} />
      <Group gap={8}>
        <Button type="submit" loading={busy} disabled={reference.trim() === ''}>
          {t('evidence.save')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            onDone(null);
          }}
        >
          {common('cancel')}
        </Button>
      </Group>
    </form>
  );
}
