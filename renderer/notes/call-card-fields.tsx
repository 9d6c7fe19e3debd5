import { Checkbox, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { callCardTemplates } from '../../shared/call-cards/index.ts';
import type { CallCard } from '../../shared/contract/vault.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import { useNotes } from './use-notes.ts';
import classes from './call-card-fields.module.css';

const unset = 'unset';

/** What a call begins with, as its template asks it; each answer also becomes an event without content. */
export function CallCardFields({ card }: { card: CallCard }) {
  const t = useTexts('notes');
  const language = useLanguage();
  const id = useId();
  const { notes } = useNotes();
  const questions = callCardTemplates.find((template) => template.id === card.template)?.questions ?? [];
  const change = (part: Partial<CallCard>) => void notes.mark({ card: { ...card, ...part } });
  return (
    <section className={classes.card} aria-label={t('card.title')}>
      {questions.map((question) => {
        const { field } = question;
        if (field === 'doNotCall')
          return (
            <Checkbox
              key={field}
              label={question.text[language]}
              description={question.help[language]}
              checked={card.doNotCall}
              onChange={(event) => {
                change({ doNotCall: event.currentTarget.checked });
              }}
            />
          );
        return (
          <div key={field} className={classes.line}>
            <div className={classes.words}>
              <div id={`${id}-${field}`}>{question.text[language]}</div>
              <div className={classes.help}>{question.help[language]}</div>
            </div>
            <SegmentedControl
              aria-labelledby={`${id}-${field}`}
              classNames={{ label: classes.option }}
              value={card[field] ?? unset}
              data={[
                { value: unset, label: t('card.unset') },
                ...question.answers.map(({ value, text }) => ({ value, label: text[language] })),
              ]}
              onChange={(chosen) => {
                const answer = question.answers.find(({ value }) => value === chosen);
                change({ [field]: answer?.value ?? null });
              }}
            />
          </div>
        );
      })}
    </section>
  );
}
