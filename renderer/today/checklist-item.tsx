import { Textarea } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useId, type Ref } from 'react';
import { answersFor } from '../../shared/checklist/rules.ts';
import type { Answer, ChecklistItem, GivenAnswer } from '../../shared/checklist/types.ts';
import type { Failure } from '../../shared/result.ts';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import classes from './checklist-item.module.css';

const icons = { yes: IconCheck, no: IconX, 'not-applicable': IconMinus };
const allAnswers = ['yes', 'no', 'not-applicable'] as const;

/** One point: three large keys, and the comment that a "no" needs, in place. */
export function ChecklistItemRow(props: {
  item: ChecklistItem;
  answer: Answer | null;
  refused: Failure | null;
  open: boolean;
  current: boolean;
  ref: Ref<HTMLElement>;
  onFocus: () => void;
  onAnswer: (answer: GivenAnswer) => void;
  /** The comment was left. */
  onLeft: (item: string) => void;
}) {
  const t = useTexts('today');
  const language = useLanguage();
  const errorText = useIpcErrorText();
  const id = useId();
  const { item, answer, refused, open, current, ref, onFocus, onAnswer, onLeft } = props;
  const possible = answersFor(item);
  const value = answer?.value ?? null;
  const choose = (next: Answer['value']) => {
    onAnswer({ item: item.id, value: next, comment: answer?.comment ?? '' });
  };
  const byArrow = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || !open) return;
    event.preventDefault();
    const at = value === null ? (step > 0 ? -1 : 0) : possible.indexOf(value);
    const next = possible[(at + step + possible.length) % possible.length];
    if (!next) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${next}"]`)?.focus();
  };
  const focusable = value ?? possible[0];
  return (
    <section
      ref={ref}
      className={classes.item}
      data-current={current || undefined}
      // The current point shows its help, which moves the points below it: never between a button going down and coming
      // up again, or the click would be lost.
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) onFocus();
      }}
      onClick={onFocus}
    >
      <div className={classes.row}>
        <div className={classes.words}>
          <p id={`${id}-text`} className={classes.text}>
            {item.text[language]}
            {item.required ? null : <span className={classes.optional}> ({t('optional')})</span>}
          </p>
          {current ? (
            <p id={`${id}-help`} className={classes.help}>
              {item.help[language]}
            </p>
          ) : null}
        </div>
        <div
          role="radiogroup"
          className={classes.keys}
          aria-labelledby={`${id}-text`}
          aria-describedby={current ? `${id}-help` : undefined}
          aria-required={item.required}
          onKeyDown={byArrow}
        >
          {allAnswers.map((each, index) => {
            if (!possible.includes(each)) return null;
            const Icon = icons[each];
            return (
              <button
                key={each}
                type="button"
                role="radio"
                className={classes.key}
                aria-checked={value === each}
                aria-disabled={!open}
                data-value={each}
                tabIndex={each === focusable ? 0 : -1}
                onClick={() => {
                  if (open) choose(each);
                }}
              >
                <Icon size={18} aria-hidden />
                <span>{t(each)}</span>
                {current ? (
                  <kbd className={classes.digit} aria-hidden>
                    {index + 1}
                  </kbd>
                ) : null}
              </button>
            );
          })}
        </div>
      </div>
      {value === 'no' ? (
        <div className={classes.comment}>
          <p className={classes.meaning}>{item.no[language]}</p>
          {open ? (
            <Textarea
              label={t('comment')}
              required
              autosize
              minRows={1}
              maxRows={6}
              maxLength={1000}
              spellCheck={false}
              autoComplete="off"
              defaultValue={answer?.comment ?? ''}
              error={errorOf()}
              onChange={(event) => {
                const { value: comment, selectionStart: caret } = event.currentTarget;
                onAnswer({ item: item.id, value: 'no', comment, caret });
              }}
              onBlur={() => {
                onLeft(item.id);
              }}
            />
          ) : (
            <p className={classes.said}>{answer?.comment}</p>
          )}
        </div>
      ) : refused ? (
        <p className={classes.refused} role="alert">
          {t('answerFailed')} {errorText(refused)}
        </p>
      ) : null}
    </section>
  );

  function errorOf(): string | null {
    if (refused) return errorText(refused);
    return answer?.comment.trim() === '' && !current ? t('comment.missing') : null;
  }
}
