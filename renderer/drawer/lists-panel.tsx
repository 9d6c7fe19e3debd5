import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Checklist } from '../../shared/checklist/types.ts';
import type { Person } from '../../shared/people.ts';
import { consoleClient } from '../bridge/console.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorLine } from '../components/error-line.tsx';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { ExceptionRow } from './exception-row.tsx';
import { ListCard } from './list-card.tsx';
import type { TeamLists } from './use-lead-data.ts';

/** The day's lists, this desk's first, then those that wait; and the open exceptions. */
export function ListsPanel({
  lists: { date, lists, exceptions },
  people,
  actor,
  deskOf,
  onChanged,
}: {
  lists: TeamLists;
  people: Person[];
  actor: string | null;
  deskOf: string | null;
  onChanged: () => void;
}) {
  const t = useTexts('drawer');
  const common = useTexts('common');
  const format = useFormat();
  const say = useIpcErrorText();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? common('unknownPerson');
  const order = (list: Checklist) => (list.person === deskOf ? 0 : list.state === 'submitted' ? 1 : 2);
  const sorted = [...lists].sort((a, b) => order(a) - order(b) || nameOf(a.person).localeCompare(nameOf(b.person)));
  const waiting = lists.filter((list) => list.state === 'submitted' && list.person !== actor);
  const open = exceptions.filter((exception) => exception.open);

  const confirm = async (ids: string[]) => {
    setBusy(true);
    const reply = await consoleClient.call('team.confirm', { lists: ids });
    setBusy(false);
    const refused = reply.ok ? reply.value.refused.length : 0;
    setError(!reply.ok ? say(reply) : refused > 0 ? t('refused', { count: refused }) : null);
    onChanged();
  };

  return (
    <section>
      <Title order={2} mb={8}>
        {t('lists', { date: format.day(date) })}
      </Title>
      <ErrorLine text={error} />
      {sorted.length === 0 ? <EmptyState title={t('listsEmpty')} text={t('listsEmptyText')} /> : null}
      <Stack gap={8}>
        {sorted.map((list) => (
          <ListCard
            key={list.id}
            list={list}
            name={nameOf(list.person)}
            own={list.person === actor}
            here={list.person === deskOf}
            busy={busy}
            onConfirm={() => void confirm([list.id])}
            onChanged={onChanged}
          />
        ))}
      </Stack>
      {waiting.length > 1 ? (
        <Button
          mt={12}
          fullWidth
          variant="light"
          loading={busy}
          onClick={() => void confirm(waiting.map(({ id }) => id))}
        >
          {t('confirmAll', { count: waiting.length })}
        </Button>
      ) : null}
      {open.length > 0 ? (
        <>
          <Title order={2} mt={24} mb={8}>
            {t('exceptions')}
          </Title>
          <Stack gap={8}>
            {open.map((exception) => (
              <ExceptionRow
                key={`${exception.list} ${exception.item}`}
                exception={exception}
                name={nameOf(exception.person)}
                item={lists
                  .find(({ id }) => id === exception.list)
                  ?.template.items.find(({ id }) => id === exception.item)}
                onChanged={onChanged}
              />
            ))}
          </Stack>
        </>
      ) : null}
      {sorted.some((list) => list.person === actor && list.state === 'submitted') ? (
        <Text c="dimmed" fz="xs" mt={8}>
          {t('ownList')}
        </Text>
      ) : null}
    </section>
  );
}
