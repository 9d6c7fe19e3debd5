import type { Checklist } from '../../shared/checklist/types.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import classes from './answers-table.module.css';

/** What was answered, by the person and by the console; a "no" with its comment. */
export function AnswersTable({ list }: { list: Checklist }) {
  const t = useTexts('drawer');
  const language = useLanguage();
  return (
    <ul className={classes.answers}>
      {list.template.items
        .filter(({ answerer }) => answerer === 'operator' || answerer === 'console' || answerer === 'lead')
        .map((item) => {
          const given = list.answers.find((answer) => answer.item === item.id);
          const seen = list.automatic.find((answer) => answer.item === item.id);
          const value = given?.value ?? seen?.value ?? 'unanswered';
          return (
            <li key={item.id} className={classes.row}>
              <span className={classes.text}>
                {item.text[language]}
                {item.kind === 'automatic' ? <span className={classes.machine}>{t('bySelf')}</span> : null}
              </span>
              <span className={classes.value} data-value={value}>
                {t(value)}
              </span>
              {given?.comment ? <span className={classes.comment}>{given.comment}</span> : null}
            </li>
          );
        })}
    </ul>
  );
}
