import { ActivityScreen } from '../activity/activity-screen.tsx';
import { NotesScreen } from '../notes/notes-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { TeamScreen } from '../team/team-screen.tsx';
import { TodayScreen } from '../today/today-screen.tsx';
import { useDesk } from './desk-context.ts';

/** The one screen that is shown. */
export function ScreenView() {
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
