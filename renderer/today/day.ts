import { missingAnswers } from '../../shared/checklist/rules.ts';
import type { Answer, Checklist, ChecklistItem } from '../../shared/checklist/types.ts';

/** The points that the person answers; the machine's stand apart (design, section 7). */
export function ownItems(list: Checklist): ChecklistItem[] {
  return list.template.items.filter((item) => item.kind !== 'automatic');
}

/** The answer given to a point so far. */
export function answerTo(list: Checklist, item: string): Answer | null {
  return list.answers.find((each) => each.item === item) ?? null;
}

/** A "no" is complete only with its comment. */
export function isComplete(answer: Answer | null): boolean {
  return answer !== null && (answer.value !== 'no' || answer.comment.trim() !== '');
}

/** Index of the next point that still wants something after `from`, wrapping round; -1: none. */
export function nextOpen(list: Checklist, from = -1): number {
  const items = ownItems(list);
  for (let step = 1; step <= items.length; step++) {
    const index = (from + step) % items.length;
    const item = items[index];
    if (item && !isComplete(answerTo(list, item.id))) return index;
  }
  return -1;
}

/** How far the list is: what the ring draws and what the button waits for. */
export function progressOf(list: Checklist): { done: number; total: number; missing: number; exceptions: number } {
  const items = ownItems(list);
  const answers = items.map((item) => answerTo(list, item.id));
  return {
    done: answers.filter(isComplete).length,
    total: items.length,
    missing: missingAnswers(list.template, list.answers).length,
    exceptions: answers.filter((answer) => answer?.value === 'no').length,
  };
}

/** Whether answers can still be changed. */
export const isOpen = (list: Checklist): boolean => list.state === 'open' || list.state === 'returned';

/** The list with answers put in, shown at once while main is being told. */
export function withAnswers(list: Checklist, mine: Record<string, Answer>): Checklist {
  return { ...list, answers: [...list.answers.filter((each) => !(each.item in mine)), ...Object.values(mine)] };
}
