import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { AutomaticAnswer, Checklist } from '../../shared/checklist/types.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import { useSeenWords } from './use-seen-words.ts';
import classes from './machine-answers.module.css';

const icons = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle } satisfies Record<
  AutomaticAnswer['value'],
  unknown
>;

/** What the console answered itself, apart from what the person says, with what was seen. It cannot be ticked by hand. */
export function MachineAnswers({ list }: { list: Checklist }) {
  const t = useTexts('today');
  const format = useFormat();
  const language = useLanguage();
  const seen = useSeenWords();
  const items = list.template.items.filter((item) => item.kind === 'automatic');
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="machine-answers">
      <h2 id="machine-answers" className={classes.title}>
        {t('machine')}
      </h2>
      <ul className={classes.list}>
        {items.map((item) => {
          const answer = list.automatic.find((each) => each.item === item.id);
          const value = answer?.value ?? 'unknown';
          const Icon = icons[value];
          const words = answer ? seen(answer) : '';
          return (
            <li key={item.id} className={classes.answer} data-value={value}>
              <Icon size={20} aria-hidden className={classes.icon} />
              <div>
                <p>
                  {item.text[language]}
                  <span className="visually-hidden">: {t(`machine.${value}`)}</span>
                </p>
                <p className={classes.seen}>
                  {[words, answer ? t('machine.at', { time: format.time(answer.at) }) : ''].filter(Boolean).join(', ')}
                </p>
                {value === 'no' ? <p className={classes.meaning}>{item.no[language]}</p> : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
