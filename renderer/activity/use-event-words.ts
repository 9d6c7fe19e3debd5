import { evidenceItems, templateFor } from '../../shared/checklist/templates.ts';
import { sameIssuer } from '../../shared/checklist/rules.ts';
import type { ActivityRow } from '../../shared/contract/ipc.ts';
import type { EventType } from '../../shared/events/types.ts';
import type { Language } from '../../shared/site.ts';
import { activity } from '../i18n/en/activity.ts';
import { settings as settingsTexts } from '../i18n/en/settings.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/i18n.ts';
import { numbers } from '../settings/bounds.ts';
import { factsOf, type Fact } from './facts.ts';

export type EventWords = { what: string; details: string; texts: string[] };

/** Puts one event into words a lead understands: what it is, its facts, and the free text kept beside the log. */
export function useEventWords(rows: ActivityRow[]): (row: ActivityRow) => EventWords {
  const t = useTexts('activity');
  const settings = useTexts('settings');
  const format = useFormat();
  const language = useLanguage();
  const names = new Map(rows.flatMap(({ actor }) => (actor?.name ? [[actor.id, actor.name] as const] : [])));

  const wordOf = (field: string, value: string): string => {
    const key = `value.${field}.${value.split(':')[0] ?? value}`;
    return has(activity, key) ? t(key as 'value.role.lead') : value;
  };
  const changed = ([name, change]: [string, unknown]): string => {
    const key = `field.${name}`;
    const label = has(settingsTexts, key) ? settings(key as 'field.copying') : name;
    const now = typeof change === 'object' && change !== null && 'to' in change ? change.to : change;
    const unit = numbers.find((each) => each.name === name)?.unit;
    const told =
      unit && typeof now === 'number' ? format.duration(now * (unit === 'seconds' ? 1000 : 60_000)) : plainly(now);
    return `${label}: ${told}`;
  };
  const plainly = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'flag.yes' : 'flag.no');
    if (typeof value === 'number') return format.number(value);
    if (Array.isArray(value)) return value.length === 0 ? t('flag.no') : value.map(shiftWords).join(', ');
    return typeof value === 'string' ? value : '';
  };
  const valueOf = (fact: Fact): string => {
    switch (fact.kind) {
      case 'person':
        return fact.id === null ? t('unknownPerson') : (names.get(fact.id) ?? t('anotherPerson'));
      case 'number':
        return format.number(fact.value);
      case 'seconds':
        return format.duration(fact.value * 1000);
      case 'instant':
        return format.dateTime(fact.value);
      case 'date':
        return format.dayYear(fact.value);
      case 'flag':
        return t(fact.value ? 'flag.yes' : 'flag.no');
      case 'word':
        return wordOf(fact.field, fact.value);
      case 'words':
        return format.list(fact.value.map((value) => wordOf(fact.field, value)));
      case 'item':
        return itemText(fact.value, language);
      case 'items':
        return fact.value.map((item) => itemText(item, language)).join('; ');
      case 'changes':
        return fact.value.map(changed).join('; ');
      case 'plain':
        return fact.value;
    }
  };
  return (row) => {
    const told = factsOf(row.data).filter((fact) => says(fact, row));
    return {
      what: has(activity, `type.${row.type}`) ? t(`type.${row.type as EventType}`) : row.type,
      details: told.map((fact) => labelled(fact, valueOf(fact))).join(', '),
      texts: Object.values(row.texts).map((text) => `“${text}”`),
    };
  };

  function labelled(fact: Fact, value: string): string {
    const key = `field.${fact.field}`;
    const label = has(activity, key) ? t(key as 'field.person') : fact.field;
    return fact.kind === 'flag' ? label : `${label}: ${value}`;
  }
}

/** What is not so, counts of nothing, and the person who stands in the row anyway need no words. */
function says(fact: Fact, { actor }: ActivityRow): boolean {
  if (fact.kind === 'flag') return fact.value;
  if (fact.kind === 'number') return fact.value !== 0 || fact.field === 'shift';
  return fact.kind !== 'person' || fact.id === null || fact.id !== actor?.id;
}

const has = (catalogue: object, key: string): boolean => Object.hasOwn(catalogue, key);

const shiftWords = (shift: unknown): string =>
  typeof shift === 'object' && shift !== null && 'start' in shift && 'end' in shift
    ? `${String(shift.start)}–${String(shift.end)}`
    : '';

/** A point of a list in words; the built-in templates know their own, of any other the id is all there is. */
function itemText(id: string, language: Language): string {
  if (id === sameIssuer.item) return sameIssuer.text[language];
  const items = [...templateFor('operator').items, ...templateFor('lead').items, ...evidenceItems];
  return items.find((item) => item.id === id)?.text[language] ?? id;
}
