import type { Answer, ChecklistItem, ChecklistTemplate } from './types.ts';

/** What a person may answer: a required point is true or not; only an optional one can be not applicable. */
export function answersFor(item: ChecklistItem): Answer['value'][] {
  if (item.kind === 'automatic') return [];
  return item.required ? ['yes', 'no'] : ['yes', 'no', 'not-applicable'];
}

/** The items that keep a list from being submitted: a required point without an answer, a "no" without a comment. */
export function missingAnswers(template: ChecklistTemplate, answers: Answer[]): string[] {
  return template.items
    .filter((item) => {
      if (item.kind === 'automatic') return false;
      const answer = answers.find((given) => given.item === item.id);
      return answer ? answer.value === 'no' && answer.comment.trim() === '' : item.required;
    })
    .map((item) => item.id);
}

/**
 * The exception that a list carries when the lead who confirmed it also issued that person's last enrolment code or
 * reset within 7 days: it stands for no item of the template.
 */
export const sameIssuer = {
  item: 'same-issuer',
  text: {
    ru: 'Список подтвердил тот же старший смены, который за последние 7 дней выдал этому сотруднику код регистрации или сброс',
    en: 'The list was confirmed by the lead who issued this person’s enrolment code or reset within the last 7 days',
  },
};
