import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Checklist } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import { consoleClient } from '../bridge/console.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { ListRow } from './list-row.tsx';
import type { TeamDay } from './use-team.ts';
import classes from './lists-table.module.css';

/** The lists of one day, those that wait first; confirmed one by one or many at once, nobody's own (design, section 7). */
export function ListsTable(props: { day: TeamDay; people: Person[]; actor: string | null; onChanged: () => void }) {
  const t = useTexts('team');
  const common = useTexts('common');
  const errorText = useIpcErrorText();
  const { day, people, actor, onChanged } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? common('unknownPerson');
  const canConfirm = (list: Checklist) => list.state === 'submitted' && list.person !== actor;
  const waiting = day.lists.filter(canConfirm).map(({ id }) => id);
  const picked = waiting.filter((id) => chosen.has(id));
  const sorted = day.lists.toSorted(
    (a, b) => Number(canConfirm(b)) - Number(canConfirm(a)) || nameOf(a.person).localeCompare(nameOf(b.person)),
  );

  const confirm = async (lists: string[]) => {
    if (lists.length === 0 || busy) return;
    setBusy(true);
    const answer = await consoleClient.call('team.confirm', { lists });
    setBusy(false);
    setChosen(new Set());
    if (answer.ok) {
      const { confirmed, refused } = answer.value;
      setSaid(confirmed.length > 0 ? t('lists.confirmed', { count: confirmed.length }) : null);
      setError(refused.length > 0 ? t('lists.refused', { count: refused.length }) : null);
    } else {
      setSaid(null);
      setError(errorText(answer));
    }
    onChanged();
  };
  return (
    <section aria-label={t('tab.lists')}>
      <div className={classes.bar}>
        <Checkbox
          label={t('lists.selectAll')}
          disabled={waiting.length === 0}
          checked={waiting.length > 0 && picked.length === waiting.length}
          indeterminate={picked.length > 0 && picked.length < waiting.length}
          onChange={(event) => {
            setChosen(new Set(event.currentTarget.checked ? waiting : []));
          }}
        />
        <span className={classes.space} role="status">
          {said}
        </span>
        <Button loading={busy} disabled={picked.length === 0} onClick={() => void confirm(picked)}>
          {picked.length === 0 ? t('lists.confirmNone') : t('lists.confirm', { count: picked.length })}
        </Button>
      </div>
      <ErrorLine text={error} />
      <ul className={classes.rows}>
        {sorted.map((list) => (
          <ListRow
            key={list.id}
            list={list}
            name={nameOf(list.person)}
            own={list.person === actor}
            selectable={canConfirm(list)}
            selected={chosen.has(list.id)}
            onSelect={(selected) => {
              const next = new Set(chosen);
              if (selected) next.add(list.id);
              else next.delete(list.id);
              setChosen(next);
            }}
            onConfirm={() => void confirm([list.id])}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </section>
  );
}
