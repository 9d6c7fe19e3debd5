import type { AutomaticAnswer } from '../../shared/checklist/types.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';

/** Puts the figures that the console saw into words; a figure that is not known is left out. */
export function useSeenWords(): (answer: AutomaticAnswer) => string {
  const t = useTexts('today');
  const format = useFormat();
  return ({ item, seen }) => {
    const text = (name: string) => (seen[name] === undefined ? null : String(seen[name]));
    const number = (name: string) => (typeof seen[name] === 'number' ? format.number(seen[name]) : null);
    const words: (string | null)[] = [];
    const say = <Key extends string>(value: string | null, make: (value: string) => Key) => {
      words.push(value === null ? null : make(value));
    };
    switch (item) {
      case 'console-clock':
        say(text('steadiness'), (value) =>
          t(value === 'steady' ? 'seen.steady' : value === 'ahead' ? 'seen.ahead' : 'seen.behind'),
        );
        say(number('offsetSeconds'), (value) => t('seen.offset', { value }));
        break;
      case 'console-version':
        say(text('installed'), (value) => t('seen.installed', { value }));
        say(text('required'), (value) => t('seen.required', { value }));
        say(text('newest'), (value) => t('seen.newest', { value }));
        break;
      case 'console-keychain':
        say(text('answers'), (value) => {
          if (value === 'file') return t('seen.keychainFile');
          return t(value === 'no' ? 'seen.keychainSilent' : 'seen.keychainAnswers');
        });
        break;
      case 'console-chain':
        say(number('length'), (value) => t('seen.length', { value }));
        say(number('signedUpTo'), (value) => t('seen.signed', { value }));
        break;
      case 'console-policy-text':
        say(number('version'), (value) => t('seen.policyVersion', { value }));
        say(text('acknowledgedOn'), (value) => t('seen.acknowledgedOn', { value: format.day(value) }));
        break;
    }
    return words.filter((word) => word !== null).join(', ');
  };
}
