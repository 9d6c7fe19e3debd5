import type { CallCard } from '../contract/vault.ts';

type Bilingual = { ru: string; en: string };
type Question<Field extends 'consent' | 'identity' | 'doNotCall'> = {
  field: Field;
  /** What the operator asks, or ticks off. */
  text: Bilingual;
  help: Bilingual;
  answers: { value: NonNullable<CallCard[Field]>; text: Bilingual }[];
};

/** What a call starts from: data, so that sites may write their own. An answer becomes an event without content. */
export type CallCardTemplate = {
  id: string;
  version: number;
  name: Bilingual;
  questions: [Question<'identity'>, Question<'consent'>, Question<'doNotCall'>];
};

const call: CallCardTemplate = {
  id: 'call',
  version: 1,
  name: { ru: 'Карточка звонка', en: 'Call card' },
  questions: [
    {
      field: 'identity',
      text: { ru: 'Личность проверена', en: 'Identity checked' },
      help: {
        ru: 'По правилам площадки. Данные документов сюда не записывайте.',
        en: "By the site's rules. Do not write details of documents here.",
      },
      answers: [
        { value: 'checked', text: { ru: 'Да, проверена', en: 'Yes, checked' } },
        { value: 'failed', text: { ru: 'Проверить не удалось', en: 'Could not be checked' } },
      ],
    },
    {
      field: 'consent',
      text: { ru: 'Согласие на запись и обработку данных', en: 'Consent to recording and to processing of data' },
      help: {
        ru: 'Ответ останется в журнале и после того, как заметка исчезнет.',
        en: 'The answer stays in the activity after the note has expired.',
      },
      answers: [
        { value: 'given', text: { ru: 'Дано', en: 'Given' } },
        { value: 'refused', text: { ru: 'Отказ', en: 'Refused' } },
        { value: 'revoked', text: { ru: 'Отозвано', en: 'Revoked' } },
      ],
    },
    {
      field: 'doNotCall',
      text: { ru: 'Просит больше не звонить', en: 'Asks not to be called again' },
      help: {
        ru: 'Внесите номер в список запрета звонков: заметка исчезнет, а обязанность останется.',
        en: 'Put the number on the do-not-call list: the note expires, the duty does not.',
      },
      answers: [
        { value: true, text: { ru: 'Да', en: 'Yes' } },
        { value: false, text: { ru: 'Нет', en: 'No' } },
      ],
    },
  ],
};

export const callCardTemplates: readonly CallCardTemplate[] = [call];

/** @returns a blank card of that template, or null when there is no such template. */
export function blankCallCard(template: string): CallCard | null {
  return callCardTemplates.some(({ id }) => id === template)
    ? { template, consent: null, identity: null, doNotCall: false }
    : null;
}
