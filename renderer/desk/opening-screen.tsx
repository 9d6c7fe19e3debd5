import { Loader } from '@mantine/core';
import { useTexts } from '../i18n/i18n.ts';
import classes from './desk-screen.module.css';

/** Until main has pushed the first state. */
export function OpeningScreen() {
  const t = useTexts('desk');
  const common = useTexts('common');
  return (
    <main className={classes.opening}>
      <h1 className="visually-hidden">{common('product')}</h1>
      <Loader size={24} aria-hidden />
      <p role="status">{t('loading')}</p>
    </main>
  );
}
