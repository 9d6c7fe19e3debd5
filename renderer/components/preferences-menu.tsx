import { Button, Menu } from '@mantine/core';
import { IconContrast2, IconLanguage } from '@tabler/icons-react';
import { consoleClient } from '../bridge/console.ts';
import { languages, themes } from '../../shared/looks.ts';
import type { Theme } from '../../shared/site.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useConsole } from './console-context.ts';
import { languageNames } from './language-names.ts';

const themeKeys = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
  contrast: 'themeContrast',
} as const satisfies Record<Theme, string>;

/** Language and theme, changed at once and remembered by main. */
export function PreferencesMenu() {
  const t = useTexts('common');
  const { language, theme } = useConsole();
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="subtle" color="quiet" fw={500} px={8} leftSection={<IconLanguage size={18} aria-hidden />}>
            <span className="visually-hidden">{t('language')}</span>
            {languageNames[language]}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {languages.map((choice) => (
            <Menu.Item
              key={choice}
              lang={choice}
              onClick={() => void consoleClient.call('prefs.set', { language: choice })}
            >
              {languageNames[choice]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="subtle" color="quiet" fw={500} px={8} leftSection={<IconContrast2 size={18} aria-hidden />}>
            <span className="visually-hidden">{t('theme')}</span>
            {t(themeKeys[theme])}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {themes.map((choice) => (
            <Menu.Item key={choice} onClick={() => void consoleClient.call('prefs.set', { theme: choice })}>
              {t(themeKeys[choice])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
