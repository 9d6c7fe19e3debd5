import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { fail, type Result } from '../../shared/result.ts';
import type { WindowRole } from '../desk/host.ts';
import { isOurPage } from './protocol.ts';

const frame = z.strictObject({ name: z.string().max(64), body: z.unknown() });

/**
 * One channel for all requests of all windows. A request is looked at only if it comes from the main frame of a
 * window of ours, from our origin; which requests that window may make is its contract's business (`route`).
 */
export function receiveCalls(
  admit: (contentsId: number) => Promise<WindowRole | 'countdown' | null>,
  route: (role: WindowRole | 'countdown', name: string, body: unknown) => Promise<Result<unknown>>,
  onMalformed: (name: string) => void,
): void {
  ipcMain.handle('cleandesk:call', async (event, message: unknown) => {
    const call = frame.safeParse(message);
    if (!isOurs(event) || !call.success) {
      onMalformed('frame');
      return fail('malformed');
    }
    // A page that is not shown yet waits; one whose window has just been taken away may still ask: it gets nothing.
    const role = await admit(event.sender.id);
    return role ? route(role, call.data.name, call.data.body) : fail('closed');
  });
}

function isOurs({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url);
}
