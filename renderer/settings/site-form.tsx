import { Button, Group, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { readAs } from '../../shared/read-as.ts';
import { settings as settingsSchema, type Settings } from '../../shared/settings.ts';
import { deskClient } from '../bridge/desk.ts';
import { ErrorLine } from '../components/error-line.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useIpcErrorText } from '../i18n/error-text.ts';
import { useTexts } from '../i18n/i18n.ts';
import { boundsOf, numbers, type NumberSetting } from './bounds.ts';
import { ShiftFields } from './shift-fields.tsx';
import classes from './settings.module.css';

/** The site's settings, to be changed while lead's work is open; nothing beyond the compliance floor is sent. */
export function SiteForm({ onDone }: { onDone: (saved: boolean) => void }) {
  const t = useTexts('settings');
  const common = useTexts('common');
  const errorText = useIpcErrorText();
  const { state } = useDesk();
  const [wanted, setWanted] = useState<Settings>(state.settings);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const set = (part: Partial<Settings>) => {
    setError(null);
    setWanted((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    const checked = readAs(settingsSchema, wanted);
    if (!checked.success) {
      setError(t('site.invalid'));
      return;
    }
    setSaving(true);
    const answer = await deskClient.call('settings.write', checked.data);
    setSaving(false);
    if (answer.ok) onDone(true);
    else setError(errorText(answer));
  };
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={classes.pair}>
        {numbers.map(({ name, step }) => (
          <NumberInput
            key={name}
            label={t(`field.${name}`)}
            description={t(`field.${name}.hint`, boundsOf(name))}
            value={wanted[name]}
            error={inBounds(name, wanted[name]) ? undefined : t('site.invalid')}
            {...boundsOf(name)}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
            step={step}
            hideControls
            onChange={(value) => {
              set({ [name]: typeof value === 'number' ? value : Number.parseInt(value, 10) || 0 });
            }}
          />
        ))}
      </div>
      <Switch
        label={t('field.copying')}
        description={t('field.copying.hint')}
        checked={wanted.copying}
        onChange={(event) => {
          set({ copying: event.currentTarget.checked });
        }}
      />
      <Switch
        label={t('field.checklistGate')}
        checked={wanted.checklistGate}
        onChange={(event) => {
          set({ checklistGate: event.currentTarget.checked });
        }}
      />
      <ShiftFields
        shifts={wanted.shifts}
        onChange={(shifts) => {
          set({ shifts });
        }}
      />
      <ErrorLine text={error} />
      <Group>
        <Button type="submit" loading={saving}>
          {t('site.save')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            onDone(false);
          }}
        >
          {common('cancel')}
        </Button>
      </Group>
    </form>
  );
}

function inBounds(name: NumberSetting, value: number): boolean {
  const { min, max } = boundsOf(name);
  return value >= min && value <= max;
}
