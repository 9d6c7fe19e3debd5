import { sameIssuer } from '../../shared/checklist/rules.ts';
import { templateFor } from '../../shared/checklist/templates.ts';
import type { ChecklistItem, Exception } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import { ExceptionRow } from '../drawer/exception-row.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import type { TeamDay } from './use-team.ts';
import classes from './team.module.css';

/** What stands open, of whatever day, with the word that closes it; and what was closed on this one. */
export function TeamExceptions(props: { day: TeamDay; people: Person[]; onChanged: () => void }) {
  const t = useTexts('team');
  const common = useTexts('common');
  const format = useFormat();
  const language = useLanguage();
  const { day, people, onChanged } = props;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? common('unknownPerson');
  const open = day.exceptions.filter((exception) => exception.open);
  const closed = day.exceptions.filter((exception) => !exception.open);
  return (
    <>
      <h2 className={classes.heading}>{t('exceptions.title')}</h2>
      {open.length === 0 ? <p className={classes.dim}>{t('exceptions.none')}</p> : null}
      <div className={classes.exceptions}>
        {open.map((exception) => (
          <ExceptionRow
            key={`${exception.list} ${exception.item}`}
            exception={exception}
            name={`${nameOf(exception.person)}, ${format.day(exception.date)}`}
            item={itemOf(day, exception)}
            onChanged={onChanged}
          />
        ))}
      </div>
      {closed.length > 0 ? (
        <>
          <h2 className={classes.heading}>{t('exceptions.closedTitle')}</h2>
          <ul className={classes.closed}>
            {closed.map((exception) => (
              <li key={`${exception.list} ${exception.item}`}>
                <strong>{nameOf(exception.person)}</strong>{' '}
                {itemOf(day, exception)?.text[language] ??
                  (exception.item === sameIssuer.item ? sameIssuer.text[language] : exception.item)}
                <span className={classes.dim}> {t('exceptions.closed', { reason: exception.closeReason ?? '' })}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** The point that an exception is about: from its list where that is shown, else from the built-in templates. */
function itemOf(day: TeamDay, { list, item }: Exception): ChecklistItem | undefined {
  const shown = day.lists.find((each) => each.id === list)?.template.items ?? [];
  const all = [...shown, ...templateFor('operator').items, ...templateFor('lead').items];
  return all.find((each) => each.id === item);
}
