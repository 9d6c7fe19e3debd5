import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { isPlainObject } from '../../shared/read-as.ts';
import { fail, type Result } from '../../shared/result.ts';
import { isEarly } from '../desk/early-requests.ts';
import type { WindowRole } from '../desk/host.ts';
import { isOurPage } from './protocol.ts';

/**
 * One channel for all requests of all windows. A request is looked at only if it comes from the main frame of a
 * window of ours, from our origin; which requests that window may make is its contract's business (`route`).
 */
export function receiveCalls(
  admit: (contentsId: number, early: boolean) => Promise<WindowRole | 'countdown' | null>,
  route: (role: WindowRole | 'countdown', name: string, body: unknown) => Promise<Result<unknown>>,
  onMalformed: (name: string) => void,
): void {
  ipcMain.handle('cleandesk:call', async (event, message: unknown) => {
    if (!isOurs(event) || !isCall(message)) {
      onMalformed('frame');
      return fail('malformed');
    }
    // A page that is not shown yet waits; one whose window has just been taken away may still ask: it gets nothing.
    const role = await admit(event.sender.id, isEarly(message.name));
    return role ? route(role, message.name, message.body) : fail('closed');
  });
}

function isCall(message: unknown): message is { name: string; body: unknown } {
  if (!isPlainObject(message) || Object.keys(message).length > 2) return false;
  const { name } = message;
  return typeof name === 'string' && name.length <= 64 && 'body' in message;
}

function isOurs({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url);
}
