import '../bridge/closed-page.ts';
import { createRoot } from 'react-dom/client';
import { hasDeskState, useDeskState } from '../bridge/desk.ts';
import { ConsoleProvider } from '../components/console-provider.tsx';
import { unknownConsole } from '../components/console-context.ts';
import { DeskScreen } from './desk-screen.tsx';
import { OpeningScreen } from './opening-screen.tsx';
import { rehearse } from './rehearsal.tsx';

/** A page that has no state by then waits, out of sight, for somebody who types a password, in milliseconds. */
const alone = 50;

function DeskWindow() {
  const state = useDeskState();
  return (
    <ConsoleProvider facts={state ?? unknownConsole}>
      {/* A desk is one session's: were the window ever told of another, nothing of the first would be left in it. */}
      {state ? <DeskScreen key={`${state.person.id} ${state.session.since}`} state={state} /> : <OpeningScreen />}
    </ConsoleProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<DeskWindow />);
setTimeout(() => {
  if (!hasDeskState()) rehearse();
}, alone);
