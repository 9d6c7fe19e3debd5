import type { Random } from '../harness/random.ts';

/** How a message travels: as JSON text, or cloned with all that structured cloning knows. */
export type Wire = 'json' | 'clone';

const longest = 200_000;
const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'extra', '', '0'];

/** What a schema never means, on any wire. */
const plain: ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0.5,
  () => 2 ** 53,
  () => -0,
  () => '',
  () => '\ud800',
  () => 'a\u0000b',
  () => '1',
  () => '../../etc/passwd',
  () => "'; DROP TABLE events; --",
  (random) => 'x'.repeat(random.pick([70, 1025, 5000, longest])),
  () => [],
  () => [[]],
  () => ['x'],
  () => ({}),
  // As long as a list, or as long as nothing that could be compared: a bound is held against it all the same.
  (random) => ({ length: random.chance(0.5) ? 3 : { toString: 1, valueOf: 1 } }),
  () => ({ type: 'start' }),
  (random) => nested(random.pick([20, 200, 800])),
  (random) => withOwn({}, random.pick(keys), { admin: true }),
];

/** What only a structured clone can carry. */
const cloned: ((random: Random) => unknown)[] = [
  () => undefined,
  () => NaN,
  () => Infinity,
  () => 1n,
  () => new Date(NaN),
  () => /(a+)+$/,
  () => new Map([['id', 'x']]),
  () => new Set([1]),
  () => new Uint8Array(32),
  () => new ArrayBuffer(8),
  () => new Float64Array([NaN]),
  () => new Error('x'),
  () => Object('text') as unknown,
  () => Object(7) as unknown,
  () => {
    const ring: Record<string, unknown> = {};
    ring.self = ring;
    return ring;
  },
  () => {
    const holes: unknown[] = [];
    holes[5000] = 'x';
    return holes;
  },
];

/** Anything at all that can travel so. */
export function drawHostile(random: Random, wire: Wire): unknown {
  const from = wire === 'clone' && random.chance(0.5) ? cloned : plain;
  return random.pick(from)(random);
}

/** A value with one to three faults in it. Whether it is malformed now is for the schema to say: see `arrived`. */
export function spoil(value: unknown, random: Random, wire: Wire): unknown {
  let spoiled = wire === 'clone' ? structuredClone(value) : copy(value);
  for (let faults = random.pick([1, 1, 1, 2, 3]); faults > 0; faults -= 1) spoiled = spoilOnce(spoiled, random, wire);
  return spoiled;
}

function spoilOnce(value: unknown, random: Random, wire: Wire): unknown {
  // Deeper with every step, or here.
  if (isObject(value) && random.chance(0.75)) {
    const names = Object.keys(value);
    const name = names.length > 0 && random.chance(0.85) ? random.pick(names) : random.pick(keys);
    if (random.chance(0.2) && Object.hasOwn(value, name)) {
      const rest = { ...value };
      // The key is drawn, and what is removed is a copy's.
      Reflect.deleteProperty(rest, name);
      return rest;
    }
    const before = Object.hasOwn(value, name) ? value[name] : undefined;
    return withOwn({ ...value }, name, spoilOnce(before, random, wire));
  }
  if (Array.isArray(value) && value.length > 0 && random.chance(0.6)) {
    if (random.chance(0.2)) return Array.from({ length: 1001 }, () => value[0] as unknown);
    return [spoilOnce(value[0], random, wire), ...(value.slice(1) as unknown[])];
  }
  const twisted = random.pick([
    () => [value],
    () => ({ value }),
    () => (typeof value === 'number' ? String(value) : NaN),
    () => (typeof value === 'number' ? -value - 1 : value),
    () => (typeof value === 'string' ? `${value}\ud800` : value),
    () => (typeof value === 'string' ? value.split('') : value),
    () => (typeof value === 'string' ? value.slice(1) : value),
  ]);
  return random.chance(0.5) ? twisted() : drawHostile(random, wire);
}

/** The value as the other side has it: undefined where nothing of it can travel. */
export function arrived(value: unknown, wire: Wire): unknown {
  return wire === 'clone' ? structuredClone(value) : copy(value);
}

function copy(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Also `__proto__` becomes a property of its own, as JSON.parse makes one. */
function withOwn(object: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  return Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
