import '../theme/mantine.css';
import '../theme/tokens.css';
import '../theme/global.css';
import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import '../bridge/failed-styles.ts';
import { styleNonce } from '../bridge/closed-page.ts';
import { startTranslation } from '../i18n/i18n.ts';
import { readRareFonts } from '../theme/fonts.ts';
import { cssVariablesResolver, theme as mantineTheme } from '../theme/theme.ts';
import { useShownTheme } from '../theme/use-shown-theme.ts';
import { AnnouncerProvider } from './announcer.tsx';
import { ConsoleContext, type ConsoleFacts, unknownConsole } from './console-context.ts';

/** The page keeps nothing in the browser's storage: the choice is main's. */
const noStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

/** Language, theme and live region around every window's screens. */
export function ConsoleProvider({ facts, children }: { facts: ConsoleFacts; children: ReactNode }) {
  const [translation] = useState(() => startTranslation(facts.language));
  const shown = useShownTheme(facts.theme);
  const { language } = facts;
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = shown;
  }, [shown]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    void translation.changeLanguage(language);
  }, [translation, language]);
  const isKnown = facts !== unknownConsole;
  useEffect(() => {
    if (isKnown) requestAnimationFrame(() => requestAnimationFrame(readRareFonts));
  }, [isKnown]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={shown === 'light' ? 'light' : 'dark'}
      colorSchemeManager={noStorage}
      getStyleNonce={() => styleNonce}
    >
      <I18nextProvider i18n={translation}>
        <ConsoleContext value={facts}>
          <AnnouncerProvider>{children}</AnnouncerProvider>
        </ConsoleContext>
      </I18nextProvider>
    </MantineProvider>
  );
}
