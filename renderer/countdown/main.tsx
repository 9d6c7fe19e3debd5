import '../bridge/closed-page.ts';
import { createRoot } from 'react-dom/client';
import { useCountdownState } from '../bridge/countdown.ts';
import { ConsoleProvider } from '../components/console-provider.tsx';
import { unknownConsole } from '../components/console-context.ts';
import { CountdownScreen } from './countdown-screen.tsx';

function CountdownWindow() {
  const state = useCountdownState();
  return (
    <ConsoleProvider
      facts={state ? { ...unknownConsole, language: state.language, theme: state.theme } : unknownConsole}
    >
      {state ? <CountdownScreen locksAt={state.locksAt} /> : null}
    </ConsoleProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<CountdownWindow />);
