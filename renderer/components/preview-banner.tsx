import { useTexts } from '../i18n/i18n.ts';
import { useConsole } from './console-context.ts';
import classes from './preview-banner.module.css';

/** The preview's keychain is a file, and it says so on every screen (design, section 3). */
export function PreviewBanner() {
  const t = useTexts('common');
  const { host } = useConsole();
  if (host !== 'preview') return null;
  return (
    <aside className={classes.banner} aria-label={t('previewName')}>
      {t('preview')}
    </aside>
  );
}
