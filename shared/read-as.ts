import type { z } from 'zod';

/** What a schema makes of a value; nothing where it does not fit. */
type Read<T> = { success: true; data: T } | { success: false; data?: undefined };

/** So many values one message may hold, far more than any contract allows. */
const mostValues = 1_000_000;
/** Levels in which they may lie in each other: more than any contract has, and fewer than Node's IPC can carry (some 1,600). */
const mostLevels = 1_000;
/** Bytes in one piece are keys on their way, and short. */
const mostBytes = 4_096;

/**
 * Reads a value that somebody else has sent or written, and never throws. `safeParse` does: Zod compares the own
 * `length` or `size` of whatever it is given with a bound, and where that is an object that cannot become a number,
 * comparing is an error. A value that cannot be looked at does not fit.
 */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  return read(schema, value, isPlain);
}

/**
 * The same for an envelope: what it carries, which is unknown to its schema, is looked at by whoever opens it, and who
 * has sent what is no plain data is answered that it is malformed.
 */
export function readEnvelope<Schema extends z.ZodType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  return read(schema, value, isPlainObject);
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  isData: (value: unknown) => boolean,
): Read<z.output<Schema>> {
  try {
    return isData(value) ? schema.safeParse(value) : { success: false };
  } catch {
    return { success: false };
  }
}

/** Whether this is an object as JSON knows it, and none of the others that structured cloning carries. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> => tagOf(value) === '[object Object]';

/**
 * Whether all of it is plain data. It is asked before a schema is: Zod lists every key that it does not expect, and of a
 * typed array or a text object each byte is one, which takes seconds and gigabytes; and to Zod a map is an empty object.
 */
function isPlain(value: unknown): boolean {
  let seen = 0;
  // One level after the other: recursion would end where the stack does, and what refers to itself has no last one.
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      if (tagOf(one) === '[object Uint8Array]') {
        if ((one as Uint8Array).length > mostBytes) return false;
        continue;
      }
      const inside: unknown[] | null = Array.isArray(one) ? one : isPlainObject(one) ? Object.values(one) : null;
      seen += inside?.length ?? 0;
      if (!inside || seen > mostValues || depth > mostLevels) return false;
      for (const each of inside) next.push(each);
    }
    level = next;
  }
  return true;
}

/** In whatever realm it was made: a page and its preload do not share theirs. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value);
