import { Button } from '@mantine/core';
import { useState } from 'react';
import { deskClient } from '../bridge/desk.ts';
import { CentralFacts } from '../desk/central-facts.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useAsk } from '../desk/use-ask.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { StepUp } from '../team/step-up.tsx';
import { useLeadOpen } from '../team/use-lead-open.ts';
import { CloseAlert } from './close-alert.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { LeaveCentral } from './leave-central.tsx';
import classes from './settings.module.css';

/** Central: how the sync stands, and a lead's way in and out of it. */
export function CentralSection() {
  const t = useTexts('settings');
  const desk = useTexts('desk');
  const ask = useAsk();
  const format = useFormat();
  const { state } = useDesk();
  const open = useLeadOpen();
  const [changing, setChanging] = useState(false);
  const { central, person } = state;
  const enrolled = central.state !== 'none';
  const lead = person.role === 'lead';
  return (
    <section className={classes.section} aria-labelledby="central-settings">
      <h2 id="central-settings" className={classes.heading}>
        {t('central.title')}
      </h2>
      <div className={classes.facts}>
        {central.url === null ? null : <p className={classes.address}>{t('central.address', { url: central.url })}</p>}
        <CentralFacts />
        {central.checkpoint === null ? null : (
          <p className={classes.address}>
            {t('central.checkpoint', {
              size: format.number(central.checkpoint.size),
              root: central.checkpoint.root.slice(0, 16),
            })}
          </p>
        )}
      </div>
      <CloseAlert />
      {lead ? null : <p className={classes.hint}>{t('central.leadOnly')}</p>}
      {changing && !open ? <StepUp /> : null}
      {changing && open && !enrolled ? (
        <EnrolForm
          onDone={() => {
            setChanging(false);
          }}
        />
      ) : null}
      {changing && open && enrolled ? (
        <LeaveCentral
          onDone={() => {
            setChanging(false);
          }}
        />
      ) : null}
      {changing ? null : (
        <div className={classes.actions}>
          {enrolled && central.state !== 'up-to-date' ? (
            <Button onClick={() => void ask(() => deskClient.call('central.retry', {}))}>
              {desk('central.retry')}
            </Button>
          ) : null}
          {lead ? (
            <Button
              variant="default"
              onClick={() => {
                setChanging(true);
              }}
            >
              {t(enrolled ? 'central.leave' : 'central.enrol')}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}
