import { z } from 'zod';

/** Far more levels than any contract has, and fewer than a child's wire can carry: that is some 1600, by the stack. */
const mostLevels = 1000;

/** Page → preview, over its WebSocket. What a call or a port carries is checked by the contract it belongs to. */
export const fromPage = z
  .union([
    z.strictObject({ id: z.int().nonnegative(), name: z.string().max(64), body: z.unknown() }),
    z.strictObject({ port: z.int().nonnegative(), post: z.unknown() }),
    z.strictObject({ port: z.int().nonnegative(), close: z.literal(true) }),
  ])
  .refine((frame) => !isDeeper(frame, mostLevels));
export type FromPage = z.infer<typeof fromPage>;

/** Preview → page. `go` shows another window's page in the same tab; `taken` says that another tab has the console. */
export type ToPage =
  | { id: number; reply: unknown }
  | { push: { name: string; body: unknown } }
  | { open: number; kind: string }
  | { port: number; post: unknown }
  | { port: number; close: true }
  | { go: string }
  | { taken: true };

/** Whether JSON is nested in more levels than these. One level after the other: recursion would end where the stack does. */
function isDeeper(json: unknown, levels: number): boolean {
  let level = [json];
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0;
}
