import { Button, SegmentedControl, Select, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { readAs } from '../../shared/read-as.ts';
import { site as siteSchema, type Language, type Site } from '../../shared/site.ts';
import { consoleClient } from '../bridge/console.ts';
import { Form } from '../components/form.tsx';
import { languageNames } from '../components/language-names.ts';
import { useTexts } from '../i18n/i18n.ts';
import { zoneChoices } from './zones.ts';

/** Language, name and time zone of the site. The language of the screens follows at once. */
export function SiteForm({ site, onDone }: { site: Site; onDone: (site: Site) => void }) {
  const t = useTexts('setUp');
  const common = useTexts('common');
  const [language, setLanguage] = useState(site.language);
  const [name, setName] = useState(site.name);
  const [zone, setZone] = useState(site.zone);
  const [zones] = useState(() => zoneChoices(Date.now()));
  return (
    <Form
      label={t('siteTitle')}
      onSubmit={() => {
        const next = readAs(siteSchema, { name, zone, language });
        if (next.success) onDone(next.data);
      }}
    >
      <div>
        <Title order={1}>{t('siteTitle')}</Title>
        <Text mt={4}>{t('siteText')}</Text>
      </div>
      <div role="group" aria-label={t('siteLanguage')}>
        <Text fw={500} mb={4} aria-hidden>
          {t('siteLanguage')}
        </Text>
        <SegmentedControl
          fullWidth
          value={language}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
          onChange={(value) => {
            const chosen: Language = value === 'ru' ? 'ru' : 'en';
            setLanguage(chosen);
            void consoleClient.call('prefs.set', { language: chosen });
          }}
        />
      </div>
      <TextInput
        label={t('siteName')}
        description={t('siteNameHint')}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
        maxLength={80}
        autoComplete="off"
        required
        withAsterisk={false}
        autoFocus
      />
      <Select
        label={t('zone')}
        description={t('zoneHint')}
        data={zones}
        value={zone}
        onChange={(value) => {
          if (value) setZone(value);
        }}
        searchable
        allowDeselect={false}
        limit={60}
        nothingFoundMessage={t('zoneNone')}
        maxDropdownHeight={240}
      />
      <Button type="submit" fullWidth h={40}>
        {common('next')}
      </Button>
    </Form>
  );
}
