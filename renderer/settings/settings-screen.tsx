import { useTexts } from '../i18n/i18n.ts';
import { AboutSection } from './about-section.tsx';
import { CentralSection } from './central-section.tsx';
import { OwnSection } from './own-section.tsx';
import { SiteSection } from './site-section.tsx';
import classes from './settings.module.css';

/** Settings: what each person sets, what a lead sets for the site, central, about. */
export function SettingsScreen() {
  const t = useTexts('settings');
  return (
    <div className={classes.settings}>
      <h1 className={classes.title}>{t('title')}</h1>
      <OwnSection />
      <SiteSection />
      <CentralSection />
      <AboutSection />
    </div>
  );
}
