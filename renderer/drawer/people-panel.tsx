import { Button, Stack, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Person } from '../../shared/people.ts';
import { useAnnounce } from '../components/announcer.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Notice } from '../components/notice.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { InvitationSheet, type Invitation } from './invitation-sheet.tsx';
import { PersonDecision, type Decision } from './person-decision.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonRow } from './person-row.tsx';

type View =
  | { is: 'list'; said: string | null; back: boolean }
  | { is: 'add' }
  | { is: 'edit'; person: Person }
  | { is: 'decide'; person: Person; decision: Decision }
  | { is: 'invitation'; invitation: Invitation };

/** The people of the console and what a lead can do for each; needs a live grant. */
export function PeoplePanel({ people, onChanged }: { people: Person[]; onChanged: () => void }) {
  const t = useTexts('people');
  const announce = useAnnounce();
  const [view, setView] = useState<View>({ is: 'list', said: null, back: false });
  const toList = (said: string | null = null) => {
    setView({ is: 'list', said, back: true });
    if (said) announce(said);
  };
  const invited = (invitation: Invitation) => {
    setView({ is: 'invitation', invitation });
    onChanged();
  };
  const done = (said: string) => {
    toList(said);
    onChanged();
  };
  switch (view.is) {
    case 'add':
      return (
        <PersonForm
          person={null}
          onInvited={invited}
          onCancel={() => {
            toList();
          }}
          onSaved={() => {
            toList();
          }}
        />
      );
    case 'edit':
      return (
        <PersonForm
          person={view.person}
          onInvited={invited}
          onSaved={() => {
            toList();
            onChanged();
          }}
          onCancel={() => {
            toList();
          }}
        />
      );
    case 'decide':
      return (
        <PersonDecision
          person={view.person}
          decision={view.decision}
          onInvited={invited}
          onDone={done}
          onCancel={() => {
            toList();
          }}
        />
      );
    case 'invitation':
      return (
        <InvitationSheet
          invitation={view.invitation}
          onDone={() => {
            toList();
          }}
        />
      );
    case 'list':
      return (
        <section>
          <Title order={2} mb={8}>
            {t('title')}
          </Title>
          {view.said ? <Notice tone="plain">{view.said}</Notice> : null}
          {people.length === 0 ? <EmptyState title={t('emptyTitle')} text={t('emptyText')} /> : null}
          <Stack gap={0} component="ul" m={0} p={0} my={8}>
            {people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                onEdit={() => {
                  setView({ is: 'edit', person });
                }}
                onDecide={(decision) => {
                  setView({ is: 'decide', person, decision });
                }}
                onDone={done}
              />
            ))}
          </Stack>
          <Button
            variant="default"
            autoFocus={view.back}
            leftSection={<IconUserPlus size={18} aria-hidden />}
            onClick={() => {
              setView({ is: 'add' });
            }}
          >
            {t('add')}
          </Button>
        </section>
      );
  }
}
