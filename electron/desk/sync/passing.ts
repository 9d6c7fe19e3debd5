import type { Refusal } from '../../../shared/sync/wire.ts';

const passing: readonly Refusal[] = ['too-many', 'internal', 'clock', 'replay', 'gap'];

/** Whether a refusal passes by itself; the others need somebody. */
export const isPassing = (code: Refusal): boolean => passing.includes(code);
