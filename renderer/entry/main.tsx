import '../bridge/closed-page.ts';
import { useEffect, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { composed, drawn, entryStateComes, useEntryState } from '../bridge/entry.ts';
import { ConsoleProvider } from '../components/console-provider.tsx';
import { unknownConsole } from '../components/console-context.ts';
import { EntryScreen } from './entry-screen.tsx';

function EntryWindow() {
  const state = useEntryState();
  const isKnown = state !== null;
  useLayoutEffect(composed, []);
  useEffect(() => {
    // The frame after the one in which it is drawn.
    if (isKnown) requestAnimationFrame(() => requestAnimationFrame(drawn));
  }, [isKnown]);
  return (
    <ConsoleProvider facts={state ?? unknownConsole}>
      <EntryScreen state={state} />
    </ConsoleProvider>
  );
}

/** How long main may take to say what there is before the window says that it waits, in milliseconds. */
const patience = 500;

const root = document.getElementById('root');
// Drawn once, with what main knows already.
const patienceEnds = new Promise((resolve) => setTimeout(resolve, patience));
void Promise.race([entryStateComes(), patienceEnds]).then(() => {
  if (root) createRoot(root).render(<EntryWindow />);
});
