import type { CommonContract } from '../../shared/contract/ipc.ts';
import { mainClient } from './main-client.ts';

/** What every window may ask of main: preferences and, with a live grant, lead's work. */
export const consoleClient = mainClient<CommonContract>({});
