import { UnstyledButton } from '@mantine/core';
import {
  IconChecklist,
  IconHistory,
  IconNotes,
  IconSettings,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import { KeyHint } from '../components/key-hint.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { screensOf, useDesk, type Screen } from './desk-context.ts';
import classes from './navigation.module.css';

const icons: Record<Screen, TablerIcon> = {
  today: IconChecklist,
  notes: IconNotes,
  team: IconUsersGroup,
  activity: IconHistory,
  settings: IconSettings,
};

/** The screens in the order of their number keys; a dot where something waits for the person. */
export function Navigation() {
  const t = useTexts('desk');
  const { state, screen, goTo } = useDesk();
  const due = state.checklist.overdue || state.checklist.state === 'returned' || state.policyText === 'due';
  return (
    <nav className={classes.navigation} aria-label={t('screens')}>
      {screensOf(state.person.role).map((each, index) => {
        const Icon = icons[each];
        return (
          <UnstyledButton
            key={each}
            className={classes.item}
            aria-current={each === screen ? 'page' : undefined}
            aria-keyshortcuts={`Control+${String(index + 1)}`}
            onClick={() => {
              goTo(each);
            }}
          >
            <Icon size={20} aria-hidden />
            <span className={classes.label}>{t(`screen.${each}`)}</span>
            {each === 'today' && due ? <Mark text={t('screen.today.dueMark')} /> : null}
            {each === 'notes' && state.notesClosed ? <Mark text={t('screen.notes.closedMark')} /> : null}
            <KeyHint keys={`Ctrl ${String(index + 1)}`} />
          </UnstyledButton>
        );
      })}
    </nav>
  );
}

function Mark({ text }: { text: string }) {
  return (
    <span className={classes.mark} title={text}>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
