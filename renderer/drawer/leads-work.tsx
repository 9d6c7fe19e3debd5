import { Button, Loader, Stack, Text } from '@mantine/core';
import { useTexts } from '../i18n/i18n.ts';
import { ClockQuestion } from '../components/clock-question.tsx';
import { Notice } from '../components/notice.tsx';
import type { LiveLead } from './lead-drawer.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { useLeadData } from './use-lead-data.ts';

/** What a lead does here: the lists of the day, this desk's on top, then the people. */
export function LeadsWork({ lead, deskOf }: { lead: LiveLead; deskOf: string | null }) {
  const t = useTexts('drawer');
  const common = useTexts('common');
  const data = useLeadData();
  const name = data.people?.find(({ id }) => id === lead.actor)?.name;
  if (data.failed) {
    return (
      <Stack>
        <Notice tone="danger">{t('loadFailed')}</Notice>
        <Button variant="default" onClick={data.reload}>
          {common('tryAgain')}
        </Button>
      </Stack>
    );
  }
  if (!data.people || !data.lists) return <Loader size={24} aria-label={common('loading')} />;
  return (
    <Stack gap={28}>
      <Text c="dimmed">{lead.actor === null ? t('asKit') : t('as', { name: name ?? common('lead') })}</Text>
      <ClockQuestion />
      <ListsPanel lists={data.lists} people={data.people} actor={lead.actor} deskOf={deskOf} onChanged={data.reload} />
      <PeoplePanel people={data.people} onChanged={data.reload} />
    </Stack>
  );
}
