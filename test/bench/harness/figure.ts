import type { Figure } from './bench.ts';
import { summary } from './samples.ts';

/** What a number has to reach, in words and as a judgement of value and reference. */
export type Goal = { says: string; reached(value: number, reference: number): boolean };

export const atMostTimes = (factor: number): Goal => ({
  says: `≤ ${factor} × reference`,
  reached: (value, reference) => value <= factor * reference,
});
export const atLeastTimes = (factor: number): Goal => ({
  says: `≥ ${factor} × reference`,
  reached: (value, reference) => value >= factor * reference,
});
export const atMost = (limit: number, unit: string): Goal => ({
  says: `≤ ${limit} ${unit}`,
  reached: (value) => value <= limit,
});
export const atLeast = (limit: number, unit: string): Goal => ({
  says: `≥ ${limit} ${unit}`,
  reached: (value) => value >= limit,
});
export const atMostMore = (more: number, unit: string): Goal => ({
  says: `≤ reference + ${more} ${unit}`,
  reached: (value, reference) => value <= reference + more,
});

const rounded = (value: number) => Number(value.toPrecision(4));

function figure(name: string, value: number, unit: string, reference: number, goal: Goal): Figure {
  const ratio = value / reference;
  return {
    ...{ name, value: rounded(value), unit, reference: rounded(reference), ratio: rounded(ratio) },
    ...{ goal: goal.says, ok: goal.reached(value, reference) },
  };
}

type Taken = { subject: readonly number[]; reference: readonly number[] };
type Say = (line: string) => void;

/** A figure from times in milliseconds. `by` is the one that the goal is about. */
export function timeFigure(
  name: string,
  taken: Taken,
  { by, goal }: { by: 'median' | 'p99'; goal: Goal },
  say: Say,
): Figure {
  const { subject, reference } = sayTimes(name, taken, say);
  return said(figure(name, subject[by], 'ms', reference[by], goal), by, say);
}

/** A figure from values that are no times, by their median. */
export function valueFigure(
  name: string,
  taken: Taken,
  { unit, goal }: { unit: string; goal: Goal },
  say: Say,
): Figure {
  const [subject, reference] = [summary(taken.subject), summary(taken.reference)];
  return said(figure(name, subject.median, unit, reference.median, goal), 'median', say);
}

/** How much is done in a second, from the median of times in milliseconds. `count`: pieces of work in each of them. */
export function rateFigure(
  name: string,
  taken: Taken,
  { count, unit, goal }: { count: number; unit: string; goal: Goal },
  say: Say,
): Figure {
  const { subject, reference } = sayTimes(name, taken, say);
  const rate = ({ median }: typeof subject) => (count * 1000) / median;
  return said(figure(name, rate(subject), unit, rate(reference), goal), 'median', say);
}

function sayTimes(name: string, taken: Taken, say: Say) {
  const [subject, reference] = [summary(taken.subject), summary(taken.reference)];
  const words = ({ count, median, p99 }: typeof subject) =>
    `median ${rounded(median)} ms, p99 ${rounded(p99)} ms (${count} times)`;
  say(`${name}: ${words(subject)}`);
  say(`${name}, reference: ${words(reference)}`);
  return { subject, reference };
}

function said(made: Figure, by: string, say: Say): Figure {
  const { name, value, unit, ratio, goal, ok } = made;
  say(`${name}: ${by} ${value} ${unit}, ratio ${ratio}, goal ${goal}: ${ok ? 'reached' : 'not reached'}`);
  return made;
}
