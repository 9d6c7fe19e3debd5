import { Button, Checkbox, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { Person, Role } from '../../shared/people.ts';
import { attempt } from '../bridge/attempt.ts';
import { Form } from '../components/form.tsx';
import { Submit } from '../components/submit.tsx';
import { useGateRequest } from '../components/use-gate-request.ts';
import { useTexts } from '../i18n/i18n.ts';
import type { Invitation } from './invitation-sheet.tsx';

const fresh = { name: '', username: '', role: 'operator' as Role, team: '', temporary: false, endsOn: '' };

/** A new person, or the facts of a known one; a username is never changed. */
export function PersonForm({
  person,
  onInvited,
  onSaved,
  onCancel,
}: {
  person: Person | null;
  onInvited: (invitation: Invitation) => void;
  onSaved: () => void;
  onCancel: () => void;
}) {
  const t = useTexts('people');
  const common = useTexts('common');
  const request = useGateRequest();
  const [draft, setDraft] = useState(person ? { ...person, endsOn: person.endsOn ?? '' } : fresh);
  const change = (more: Partial<typeof draft>) => {
    setDraft({ ...draft, ...more });
  };
  const submit = async () => {
    const facts = {
      name: draft.name,
      role: draft.role,
      team: draft.team,
      temporary: draft.temporary,
      endsOn: draft.endsOn === '' ? null : draft.endsOn,
    };
    if (person) {
      const reply = await request.run(() => attempt('people.edit', { id: person.id, ...facts }));
      if (reply.ok) onSaved();
      return;
    }
    const reply = await request.run(() => attempt('people.add', { username: draft.username, ...facts }));
    if (reply.ok) onInvited(reply.value);
  };
  return (
    <Form onSubmit={() => void submit()}>
      <Title order={2}>{person ? t('editTitle', { name: person.name }) : t('addTitle')}</Title>
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
        }}
        maxLength={80}
        autoComplete="off"
        required
        withAsterisk={false}
        autoFocus
      />
      {person ? null : (
        <TextInput
          label={t('username')}
          description={t('usernameHint')}
          value={draft.username}
          onChange={(event) => {
            change({ username: event.currentTarget.value });
          }}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
        />
      )}
      <div role="group" aria-label={t('role')}>
        <Text fw={500} mb={4} aria-hidden>
          {t('role')}
        </Text>
        <SegmentedControl
          fullWidth
          value={draft.role}
          data={[
            { value: 'operator', label: t('roleOperator') },
            { value: 'lead', label: t('roleLead') },
          ]}
          onChange={(role) => {
            change({ role: role === 'lead' ? 'lead' : 'operator' });
          }}
        />
      </div>
      <TextInput
        label={t('team')}
        value={draft.team}
        onChange={(event) => {
          change({ team: event.currentTarget.value });
        }}
        maxLength={60}
        autoComplete="off"
      />
      <Checkbox
        label={t('temporary')}
        description={t('temporaryHint')}
        checked={draft.temporary}
        onChange={(event) => {
          change({ temporary: event.currentTarget.checked });
        }}
      />
      <TextInput
        type="date"
        label={t('endsOn')}
        description={t('endsOnHint')}
        value={draft.endsOn}
        onChange={(event) => {
          change({ endsOn: event.currentTarget.value });
        }}
      />
      <Submit request={request} label={person ? common('save') : t('addSubmit')} />
      <Button variant="subtle" color="quiet" onClick={onCancel}>
        {common('cancel')}
      </Button>
    </Form>
  );
}
