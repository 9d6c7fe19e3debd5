import { Coming } from '../components/coming.tsx';
import { later } from '../components/later.ts';
import { NotesScreen } from '../notes/notes-screen.tsx';
import { TodayScreen } from '../today/today-screen.tsx';
import { useDesk } from './desk-context.ts';

// An unlock shows one of the two above nearly always.
const ActivityScreen = later(async () => (await import('../activity/activity-screen.tsx')).ActivityScreen);
const SettingsScreen = later(async () => (await import('../settings/settings-screen.tsx')).SettingsScreen);
const TeamScreen = later(async () => (await import('../team/team-screen.tsx')).TeamScreen);

/** The one screen that is shown. */
export function ScreenView() {
  return (
    <Coming>
      <Shown />
    </Coming>
  );
}

function Shown() {
  const { screen } = useDesk();
  switch (screen) {
    case 'today':
      return <TodayScreen />;
    case 'notes':
      return <NotesScreen />;
    case 'team':
      return <TeamScreen />;
    case 'activity':
      return <ActivityScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
