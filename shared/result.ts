/** A value or a named failure. Errors cross borders as values; `code` is translated by the catalogues. */
export type Failure<Code extends string = string> = { ok: false; code: Code; detail?: Record<string, string | number> };
export type Result<Value, Code extends string = string> = { ok: true; value: Value } | Failure<Code>;

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const fail = <Code extends string>(code: Code, detail?: Record<string, string | number>): Failure<Code> =>
  detail ? { ok: false, code, detail } : { ok: false, code };
