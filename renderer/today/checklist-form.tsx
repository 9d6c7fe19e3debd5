import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { answersFor } from '../../shared/checklist/rules.ts';
import type { Checklist } from '../../shared/checklist/types.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { ChecklistItemRow } from './checklist-item.tsx';
import { answerTo, isComplete, isOpen, nextOpen, ownItems, progressOf } from './day.ts';
import type { Today } from './use-today.ts';
import classes from './today.module.css';

/** The points of the shift: number keys answer the current one, Enter goes on, one button submits. */
export function ChecklistForm({ list, today }: { list: Checklist; today: Today }) {
  const t = useTexts('today');
  const errorText = useIpcErrorText();
  const open = isOpen(list);
  const items = ownItems(list);
  const optional = items.some((item) => answersFor(item).includes('not-applicable'));
  const [current, setCurrent] = useState(() => Math.max(0, nextOpen(list)));
  const rows = useRef<(HTMLElement | null)[]>([]);
  const submit = useRef<HTMLButtonElement>(null);
  const focusRow = (index: number) => {
    const row = rows.current[index];
    row?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus();
  };
  const begin = useEffectEvent(() => {
    // Only when the screen opens and nothing else has the focus: answering can begin at once.
    if (open && document.activeElement === document.body) focusRow(current);
  });
  useEffect(() => {
    begin();
  }, []);

  const goOn = (from: number) => {
    const next = nextOpen(list, from);
    if (next < 0 || next === from) submit.current?.focus();
    else focusRow(next);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const inComment = target instanceof HTMLTextAreaElement;
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const item = items[current];
      if (!inComment && item && needsComment(list, item.id)) rows.current[current]?.querySelector('textarea')?.focus();
      else goOn(current);
      return;
    }
    const digit = /^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1];
    const item = items[current];
    if (inComment || digit === undefined || !item || !open) return;
    event.preventDefault();
    const value = (['yes', 'no', 'not-applicable'] as const)[Number(digit) - 1];
    if (value && answersFor(item).includes(value)) {
      today.answer({ item: item.id, value, comment: answerTo(list, item.id)?.comment ?? '' });
    }
  };
  const { missing, exceptions, done, total } = progressOf(list);
  const blocked = missing > 0 || Object.keys(today.refused).length > 0;
  return (
    <section aria-label={t('list')}>
      {open ? (
        <p className={classes.intro}>
          {t('intro', { done, total })} · {t(optional ? 'intro.keys' : 'intro.keysTwo')}
        </p>
      ) : null}
      <div className={classes.items} onKeyDown={onKeyDown}>
        {items.map((item, index) => (
          <ChecklistItemRow
            key={item.id}
            item={item}
            answer={answerTo(list, item.id)}
            refused={today.refused[item.id] ?? null}
            open={open}
            current={open && index === current}
            ref={(row) => {
              rows.current[index] = row;
            }}
            onFocus={() => {
              setCurrent(index);
            }}
            onAnswer={today.answer}
            onLeft={today.left}
          />
        ))}
      </div>
      {open ? (
        <div className={classes.submit}>
          <ErrorLine text={today.submitFailure ? errorText(today.submitFailure) : null} />
          <div className={classes.submitRow}>
            <Button
              ref={submit}
              size="md"
              leftSection={<IconSend size={18} aria-hidden />}
              aria-disabled={blocked || today.submitting}
              data-disabled={blocked || today.submitting || undefined}
              onClick={() => {
                if (blocked) focusRow(Math.max(0, nextOpen(list)));
                else if (!today.submitting) void today.submit();
              }}
            >
              {today.submitting ? t('submit.working') : t('submit')}
            </Button>
            <span role="status" className={classes.submitHint}>
              {missing > 0 ? t('submit.missing', { count: missing }) : null}
              {missing === 0 && exceptions > 0 ? t('submit.exceptions', { count: exceptions }) : null}
            </span>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function needsComment(list: Checklist, item: string): boolean {
  const answer = answerTo(list, item);
  return answer?.value === 'no' && !isComplete(answer);
}
