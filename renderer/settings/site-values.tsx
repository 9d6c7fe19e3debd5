import type { Settings } from '../../shared/settings.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { numbers } from './bounds.ts';
import classes from './settings.module.css';

/** The site's settings as they are in force. */
export function SiteValues({ settings }: { settings: Settings }) {
  const t = useTexts('settings');
  const format = useFormat();
  const shifts = settings.shifts.map((shift) => t('shifts.one', shift)).join(', ');
  const rows: [string, string][] = [
    ...numbers.map(({ name, unit }): [string, string] => [
      t(`field.${name}`),
      format.duration(settings[name] * (unit === 'seconds' ? 1000 : 60_000)),
    ]),
    [t('field.copying'), t(settings.copying ? 'value.on' : 'value.off')],
    [t('field.checklistGate'), t(settings.checklistGate ? 'value.yes' : 'value.no')],
    [t('field.shifts'), shifts || t('shifts.none')],
  ];
  return (
    <dl className={classes.values}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
