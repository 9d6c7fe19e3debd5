import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTexts } from '../i18n/i18n.ts';
import { StepUp } from '../team/step-up.tsx';
import { useLeadOpen } from '../team/use-lead-open.ts';
import { SiteForm } from './site-form.tsx';
import { SiteValues } from './site-values.tsx';
import classes from './settings.module.css';

/** What a lead sets for the site: everybody reads it, a lead changes it behind a fresh code. */
export function SiteSection() {
  const t = useTexts('settings');
  const { state } = useDesk();
  const open = useLeadOpen();
  const [changing, setChanging] = useState(false);
  const [saved, setSaved] = useState(false);
  const lead = state.person.role === 'lead';
  return (
    <section className={classes.section} aria-labelledby="site-settings">
      <h2 id="site-settings" className={classes.heading}>
        {t('site.title')}
      </h2>
      {changing && !open ? <StepUp /> : null}
      {changing && open ? (
        <SiteForm
          onDone={(done) => {
            setChanging(false);
            setSaved(done);
          }}
        />
      ) : (
        <>
          {lead ? null : <p className={classes.hint}>{t('site.readOnly')}</p>}
          <SiteValues settings={state.settings} />
          {lead && !changing ? (
            <div className={classes.actions}>
              <Button
                variant="default"
                onClick={() => {
                  setSaved(false);
                  setChanging(true);
                }}
              >
                {t('site.change')}
              </Button>
              <span role="status" className={classes.done}>
                {saved ? t('site.saved') : null}
              </span>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}
