import { describe } from 'vitest';
import { liveADay } from './whole-day.ts';

describe('a day by the keyboard alone, in Russian', () => {
  liveADay({
    language: 'ru',
    by: 'keyboard',
    site: 'Площадка Север',
    lead: { name: 'Анна Ковалёва', username: 'anna', password: 'quiet river over stones' },
    operator: { name: 'Борис Мельников', username: 'boris', password: 'seven paper lanterns glow' },
    comment: 'Считыватель у двери сломан',
    note: 'Анна Петрова, заказ 48213\nПерезвонит в пятницу',
    cardWord: 'Карта',
    secrets: ['48213', 'Анна', 'Борис', 'Считыватель'],
  });
});
