import type { countdown as english } from '../en/countdown.ts';
import type { Russian } from '../catalogue.ts';

export const countdown: Russian<typeof english> = {
  title: 'Скоро блокировка',
  text: 'Чтобы продолжить, подвигайте мышью или нажмите любую клавишу.',
  spoken_one: 'Блокировка через {{count}} секунду.',
  spoken_few: 'Блокировка через {{count}} секунды.',
  spoken_many: 'Блокировка через {{count}} секунд.',
  spoken_other: 'Блокировка через {{count}} секунды.',
};
