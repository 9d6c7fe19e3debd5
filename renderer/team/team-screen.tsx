import { Tabs } from '@mantine/core';
import { ClockQuestion } from '../components/clock-question.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { PolicyPanel } from './policy-panel.tsx';
import { StepUp } from './step-up.tsx';
import { TeamLists } from './team-lists.tsx';
import { TeamPeople } from './team-people.tsx';
import { useLeadOpen } from './use-lead-open.ts';
import classes from './team.module.css';

const tabs = ['lists', 'people', 'policy', 'evidence'] as const;

/** Team: a lead's work at the own desk, open for two minutes behind a fresh code. */
export function TeamScreen() {
  const t = useTexts('team');
  const open = useLeadOpen();
  return (
    <div className={classes.team}>
      <h1 className={classes.title}>{t('title')}</h1>
      {open ? <ClockQuestion /> : null}
      {open ? (
        <Tabs defaultValue="lists" keepMounted={false}>
          <Tabs.List mb={16}>
            {tabs.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`tab.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="lists">
            <TeamLists />
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <TeamPeople />
          </Tabs.Panel>
          <Tabs.Panel value="policy">
            <PolicyPanel />
          </Tabs.Panel>
          <Tabs.Panel value="evidence">
            <EvidencePanel />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <StepUp />
      )}
    </div>
  );
}
