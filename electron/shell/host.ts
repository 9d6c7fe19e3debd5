import { app, dialog } from 'electron';
import { join } from 'node:path';
import { writeWholeFile } from '../../shared/whole-file.ts';
import type { Host, PowerEvent } from '../desk/host.ts';
import { deliverPipe, openPipe, spawnChild } from './children.ts';
import { systemClipboard } from './clipboard.ts';
import { systemIdleSeconds } from './power.ts';
import { startSuccessor } from './successor.ts';
import type { Windows } from './windows.ts';

/** The desk's host in the product: Electron's processes, windows, power events and clipboard. */
export function createElectronHost(options: {
  childFolder: string;
  windows: Windows;
  onPower: (listener: (event: PowerEvent) => void) => void;
}): Host {
  const { windows } = options;
  const succeed = () => {
    windows.keepPlace();
    return startSuccessor();
  };
  return {
    kind: 'product',
    version: app.getVersion(),
    spawn: (kind) => spawnChild(kind, options.childFolder),
    pipe: openPipe,
    deliver: (to, kind, end) => {
      const contents = windows.window(to)?.webContents;
      if (contents) deliverPipe(contents, kind, end);
    },
    windows,
    idleSeconds: systemIdleSeconds,
    onPower: options.onPower,
    clipboard: systemClipboard(),
    // A debugger would be lost with this program; a packaged build starts with none (switches.ts).
    succeed: app.commandLine.hasSwitch('remote-debugging-port') ? null : succeed,
    // Linux has no such protection; elsewhere it is policy's to switch on, and off by default (design, section 11).
    contentProtection: process.platform === 'linux' ? 'no-effect' : 'off',
    askPlace: async (name) => {
      const desk = windows.window('desk');
      if (!desk) return null;
      // The desk window's own: where the system lets it, the question goes with that window at a lock.
      const { filePath, canceled } = await dialog.showSaveDialog(desk, {
        defaultPath: join(app.getPath('documents'), name),
      });
      return canceled || !filePath ? null : filePath;
    },
    writeFile: writeWholeFile,
    quit: () => {
      app.quit();
    },
  };
}
