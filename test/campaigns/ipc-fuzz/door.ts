import type { z } from 'zod';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { drawShape, drawWellFormed } from './draw.ts';
import { arrived, drawHostile, spoil, type Wire } from './spoil.ts';

/** One channel, port or route, in one state of the program behind it. */
export type Door = {
  name: string;
  /** Sends one message that must be refused. @returns what was accepted, or broke. */
  knock(random: Random, count: Count): Promise<Violation[]>;
};

/** The judge's own look, not the product's: what cannot even be looked at is malformed. */
export function fits(schema: z.ZodType, value: unknown): boolean {
  try {
    return schema.safeParse(value).success;
  } catch {
    return false;
  }
}

/** A message that this schema does not take; null where what was drawn turned out well formed. */
export function drawMalformed(schema: z.ZodType, random: Random, wire: Wire): { value: unknown } | null {
  const value = random.chance(0.1) ? drawHostile(random, wire) : spoil(drawShape(schema, random), random, wire);
  return fits(schema, arrived(value, wire)) ? null : { value };
}

/** A message that the schema takes, to be sent where it must be refused all the same. */
export function drawMisplaced(schema: z.ZodType, random: Random): { value: unknown } | null {
  const value = drawWellFormed(schema, random);
  return value === undefined ? null : { value };
}

/** What was sent, short enough for a report. */
export function shown(value: unknown): string {
  try {
    const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)) as
      string | undefined;
    return (text ?? String(value)).slice(0, 300);
  } catch {
    return 'something that refers to itself';
  }
}

/** The refusal that is due: `ok: false` with one of these codes, and nothing else. */
export function isRefusal(reply: unknown, codes: readonly string[]): boolean {
  const { ok, code } = (reply ?? {}) as { ok?: unknown; code?: unknown };
  return ok === false && typeof code === 'string' && codes.includes(code);
}

/** @param answer what came instead of the refusal; null: it was refused. @param changed what is not as it was. */
export function judge(door: string, sent: unknown, answer: unknown, changed: readonly string[]): Violation[] {
  return [
    ...(answer === null ? [] : [{ says: `${door} with ${shown(sent)} was answered ${shown(answer)}` }]),
    ...(changed.length === 0 ? [] : [{ says: `${door} with ${shown(sent)} changed ${changed.join(', ')}` }]),
  ];
}
