import { z } from 'zod';

/** Page → preview, over its WebSocket. What a call or a port carries is checked by the contract it belongs to. */
export const fromPage = z.union([
  z.strictObject({ id: z.int().nonnegative(), name: z.string().max(64), body: z.unknown() }),
  z.strictObject({ port: z.int().nonnegative(), post: z.unknown() }),
  z.strictObject({ port: z.int().nonnegative(), close: z.literal(true) }),
]);
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
