import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { factsOf, silentFields } from '../../renderer/activity/facts.ts';
import { groups } from '../../renderer/activity/groups.ts';
import { activity as en } from '../../renderer/i18n/en/activity.ts';
import { activity as ru } from '../../renderer/i18n/ru/activity.ts';
import { eventData, eventTypes } from '../../shared/events/types.ts';

const catalogues: [string, Record<string, string>][] = [
  ['English', en],
  ['Russian', ru],
];

type Shape = Record<string, z.ZodType>;
const shapeOf = (type: keyof typeof eventData): Shape => eventData[type].shape;

/** The words that one field of an event can hold, where its schema lists them. */
function valuesOf(schema: z.ZodType): string[] {
  const inner = 'unwrap' in schema && typeof schema.unwrap === 'function' ? (schema.unwrap() as z.ZodType) : schema;
  return 'options' in inner && Array.isArray(inner.options)
    ? inner.options.filter((value): value is string => typeof value === 'string')
    : [];
}

describe('the log in words', () => {
  it.each(catalogues)('names every type of event in %s', (_language, catalogue) => {
    for (const type of eventTypes) expect(catalogue[`type.${type}`], type).toBeTruthy();
  });

  it.each(catalogues)(
    'names every field that an event can carry in %s, unless only machines read it',
    (_l, catalogue) => {
      for (const type of eventTypes)
        for (const field of Object.keys(shapeOf(type)))
          if (!silentFields.has(field)) expect(catalogue[`field.${field}`], `${type} ${field}`).toBeTruthy();
    },
  );

  it.each(catalogues)('has a word for every value that a schema lists in %s', (_language, catalogue) => {
    for (const type of eventTypes)
      for (const [field, schema] of Object.entries(shapeOf(type)))
        for (const value of valuesOf(schema))
          expect(catalogue[`value.${field}.${value}`], `${type} ${field} ${value}`).toBeTruthy();
  });

  it('can be filtered: each type of event is in exactly one group', () => {
    const grouped = Object.values(groups).flat();
    expect(grouped.toSorted()).toEqual(eventTypes.toSorted());
  });

  it('shows no digest and no identifier of a list', () => {
    const facts = factsOf({ list: 'x', reason: 'a'.repeat(64), comments: { a: 'b' }, late: true });
    expect(facts).toEqual([{ field: 'late', kind: 'flag', value: true }]);
  });

  it('tells an hour of expiry as its time and a submitted list by the number of its answers', () => {
    expect(factsOf({ hour: 2, answers: { a: 'yes', b: 'no' } })).toEqual([
      { field: 'hour', kind: 'instant', value: 7_200_000 },
      { field: 'answers', kind: 'number', value: 2 },
    ]);
  });
});
