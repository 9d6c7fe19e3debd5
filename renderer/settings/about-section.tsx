import { useNow } from '../components/use-now.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './settings.module.css';

/** What this console is: version, site, chain, session. */
export function AboutSection() {
  const t = useTexts('settings');
  const format = useFormat();
  const now = useNow(60_000);
  const { state } = useDesk();
  const { site, person, session, chain } = state;
  return (
    <section className={classes.section} aria-labelledby="about">
      <h2 id="about" className={classes.heading}>
        {t('about.title')}
      </h2>
      <div className={classes.facts}>
        <p>{t('about.version', { version: state.version })}</p>
        {site ? <p>{t('about.site', { name: site.name, zone: site.zone })}</p> : null}
        <p>{t('about.signIn', { username: person.username, time: format.moment(session.since, now) })}</p>
        <p className={classes.address}>{t('about.device', { chain: chain.chain })}</p>
        {state.host === 'preview' ? <p>{t('about.preview')}</p> : null}
      </div>
    </section>
  );
}
