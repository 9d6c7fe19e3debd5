import type { z } from 'zod';

/** What a schema makes of a value; nothing where it does not fit. */
type Read<T> = { success: true; data: T } | { success: false; data?: undefined };

/**
 * Reads a value that somebody else has sent or written, and never throws. `safeParse` does: Zod compares the own
 * `length` or `size` of whatever it is given with a bound, and where that is an object that cannot become a number,
 * comparing is an error. A value that cannot be looked at does not fit.
 */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  try {
    return schema.safeParse(value);
  } catch {
    return { success: false };
  }
}
