import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Settings } from '../../shared/settings.ts';
import { useTexts } from '../i18n/i18n.ts';
import classes from './settings.module.css';

type Shifts = Settings['shifts'];
const most = 6;

/** The site's shifts as local times; they may cross midnight. */
export function ShiftFields({ shifts, onChange }: { shifts: Shifts; onChange: (shifts: Shifts) => void }) {
  const t = useTexts('settings');
  const change = (index: number, part: Partial<Shifts[number]>) => {
    onChange(shifts.map((shift, each) => (each === index ? { ...shift, ...part } : shift)));
  };
  return (
    <fieldset className={classes.shifts}>
      <legend>{t('field.shifts')}</legend>
      <p className={classes.hint}>{t('field.shifts.hint')}</p>
      {shifts.map((shift, index) => (
        <div key={index} className={classes.shift}>
          {(['start', 'end'] as const).map((side) => (
            <TextInput
              key={side}
              type="time"
              aria-label={t(`shifts.${side}`, { number: index + 1 })}
              value={shift[side]}
              onChange={(event) => {
                change(index, { [side]: event.currentTarget.value });
              }}
            />
          ))}
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t('shifts.remove', { number: index + 1 })}
            onClick={() => {
              onChange(shifts.filter((_, each) => each !== index));
            }}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {shifts.length < most ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => {
            onChange([...shifts, { start: '08:00', end: '20:00' }]);
          }}
        >
          {t('shifts.add')}
        </Button>
      ) : null}
    </fieldset>
  );
}
