import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

type Announce = (text: string) => void;
const AnnouncerContext = createContext<Announce>(() => {});

/** One polite live region for the whole window; what it says is seen elsewhere on the screen too. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => {
    setSaid(({ turn }) => ({ text, turn: turn + 1 }));
  }, []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="visually-hidden">
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnouncerContext>
  );
}

/** Says a text to assistive tools, also when it is the same as before. */
export function useAnnounce(): Announce {
  return useContext(AnnouncerContext);
}
