import fc from 'fast-check';
import { z } from 'zod';
import type { Random } from '../harness/random.ts';

type Shape = z.core.JSONSchema.BaseSchema;

/** Strings that some schema asks for beyond its shape (a zone, a code), among others that none asks for. */
const words = [
  '',
  'a',
  'Anna',
  'anna kuznetsova',
  '123456',
  '123 456',
  'Europe/Berlin',
  'ABCD-EFGH-JKLM',
  '2026-10-05',
];
const shapes = new WeakMap<z.ZodType, Shape>();
const tries = 60;

/** A value that the schema takes, drawn from its own description; undefined where none was found. */
export function drawWellFormed(schema: z.ZodType, random: Random): unknown {
  const shape = shapes.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  shapes.set(schema, shape);
  for (let each = 0; each < tries; each += 1) {
    const value = drawFrom(shape, random);
    if (schema.safeParse(value).success) return value;
  }
  return undefined;
}

/** A value of that shape, also where refinements would refuse it: what a mutation begins with. */
export function drawShape(schema: z.ZodType, random: Random): unknown {
  return drawWellFormed(schema, random) ?? drawFrom(shapes.get(schema) ?? {}, random);
}

function drawFrom(shape: Shape, random: Random): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return random.pick(shape.enum);
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return drawFrom(random.pick(either) as Shape, random);
  switch (shape.type) {
    case 'object':
      return drawObject(shape, random);
    case 'array': {
      const least = shape.minItems ?? 0;
      const length = random.int(least, Math.max(least, Math.min(3, shape.maxItems ?? 3)));
      return Array.from({ length }, () => drawFrom((shape.items ?? {}) as Shape, random));
    }
    case 'string':
      return drawString(shape, random);
    case 'integer':
    case 'number':
      return drawNumber(shape, random);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return random.pick([{}, [], 'text', 1, null]);
  }
}

function drawObject({ properties = {}, required = [] }: Shape, random: Random): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || random.chance(0.5));
  return Object.fromEntries(wanted.map(([name, inner]) => [name, drawFrom(inner as Shape, random)]));
}

function drawString({ format, pattern, minLength = 0, maxLength = 40 }: Shape, random: Random): string {
  if (format === 'uuid') return drawUuid(random);
  if (format === 'date') return `2026-${random.pick(['01', '10', '12'])}-0${random.int(1, 9)}`;
  if (pattern !== undefined) return drawMatching(pattern, random);
  const word = random.pick(words);
  return random.chance(0.05) ? 'x'.repeat(Math.min(maxLength, 2000)) : word.padEnd(minLength, 'a').slice(0, maxLength);
}

function drawMatching(pattern: string, random: Random): string {
  const [text = ''] = fc.sample(fc.stringMatching(new RegExp(pattern)), {
    seed: random.int(0, 2 ** 31 - 1),
    numRuns: 1,
  });
  return text;
}

function drawNumber({ minimum, exclusiveMinimum, maximum }: Shape, random: Random): number {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 0);
  const most = Math.min(maximum ?? least + 1000, least + 1000);
  return random.int(Math.max(least, -1000), Math.max(most, least));
}

/** A random UUID of version 4, out of the run's own chance. */
export function drawUuid(random: Random): string {
  const hex = Buffer.from(random.bytes(16)).toString('hex');
  const variant = random.pick(['8', '9', 'a', 'b']);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
