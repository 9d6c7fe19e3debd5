import type { HistoryDay } from '../../shared/checklist/types.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';

/** One day of the history in words: what its mark shows to the eye. */
export function useDayWords(): (day: HistoryDay) => string {
  const t = useTexts('today');
  const format = useFormat();
  return ({ date, state, exceptions }) => {
    const words = { day: format.day(date), state: t(`history.${state}`) };
    return exceptions > 0 ? t('history.dayExceptions', { ...words, count: exceptions }) : t('history.day', words);
  };
}
