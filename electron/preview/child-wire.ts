import { z } from 'zod';

/** What travels between the preview and its gate or vault over Node's IPC channel: messages, and pipes by number. */
export const childWire = z.union([
  z.strictObject({ message: z.unknown(), ports: z.array(z.int().nonnegative()).max(8) }),
  z.strictObject({ port: z.int().nonnegative(), post: z.unknown() }),
  z.strictObject({ port: z.int().nonnegative(), close: z.literal(true) }),
]);
export type ChildWire = z.infer<typeof childWire>;
