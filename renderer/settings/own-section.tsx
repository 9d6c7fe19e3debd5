import { NativeSelect } from '@mantine/core';
import { languages, themes } from '../../shared/looks.ts';
import type { Language, Theme } from '../../shared/site.ts';
import { consoleClient } from '../bridge/console.ts';
import { languageNames } from '../components/language-names.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useAsk } from '../desk/use-ask.ts';
import { useTexts } from '../i18n/i18n.ts';
import { PasswordForm } from './password-form.tsx';
import classes from './settings.module.css';

const themeKeys = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
  contrast: 'themeContrast',
} as const satisfies Record<Theme, string>;

/** Language, appearance, password, recovery codes: nobody governs these but the person. */
export function OwnSection() {
  const t = useTexts('settings');
  const common = useTexts('common');
  const ask = useAsk();
  const { state } = useDesk();
  const left = state.person.recoveryCodesLeft;
  return (
    <section className={classes.section} aria-labelledby="own-settings">
      <h2 id="own-settings" className={classes.heading}>
        {t('own.title')}
      </h2>
      <div className={classes.pair}>
        <NativeSelect
          label={common('language')}
          value={state.language}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChange={(event) => {
            const language = event.currentTarget.value as Language;
            void ask(() => consoleClient.call('prefs.set', { language }));
          }}
        />
        <NativeSelect
          label={common('theme')}
          value={state.theme}
          data={themes.map((value) => ({ value, label: common(themeKeys[value]) }))}
          onChange={(event) => {
            const theme = event.currentTarget.value as Theme;
            void ask(() => consoleClient.call('prefs.set', { theme }));
          }}
        />
      </div>
      <p>
        {left > 0 ? t('own.codes', { count: left }) : t('own.codes.none')}{' '}
        {left > 0 && left < 4 ? t('own.codes.few') : null}
      </p>
      <PasswordForm />
    </section>
  );
}
