import { join } from 'node:path';
import { app } from 'electron';

/**
 * Where this operating-system user's profile lies: local to the machine, because it belongs to the device whose
 * keychain it needs and must not roam (design, section 3). Before 'ready' and before the single-instance lock, which
 * is taken in the same folder. @returns the profile's folder.
 */
export function placeProfile(): string {
  const local = process.env['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) app.setPath('userData', join(local, app.getName()));
  // Tests bring a folder of their own. A packaged build does not look.
  const own = app.isPackaged ? undefined : process.env['CLEANDESK_PROFILE'];
  if (own) app.setPath('userData', own);
  return join(app.getPath('userData'), 'profile');
}
