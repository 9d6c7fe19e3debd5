import { describe } from 'vitest';
import { liveADay } from './whole-day.ts';

describe('a day with mouse and keys, in English', () => {
  liveADay({
    language: 'en',
    by: 'mouse',
    site: 'North Contact Centre',
    lead: { name: 'Anna Kent', username: 'anna', password: 'quiet river over stones' },
    operator: { name: 'Boris Moss', username: 'boris', password: 'seven paper lanterns glow' },
    comment: 'The badge reader at the door is broken.',
    note: 'Anna Petrova, order 48213\nCalls back on Friday after four.',
    cardWord: 'Card',
    secrets: ['48213', 'Anna', 'Boris', 'badge'],
  });
});
