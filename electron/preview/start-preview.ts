import { join } from 'node:path';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { ok, type Result } from '../../shared/result.ts';
import { startDesk, type Desk } from '../desk/desk.ts';
import { devPages, type DevPages } from './dev-pages.ts';
import { fileKeychain } from './file-keychain.ts';
import { createPreviewHost } from './host.ts';
import { rendererPage } from './pages.ts';
import { filePreferences } from './preferences.ts';
import { openPreviewFolder } from './profile-folder.ts';
import { answer, startWebServer, type WebServer } from './web-server.ts';

export type PreviewOptions = {
  folder: string;
  port: number;
  version: string;
  /** The built renderer, or with `dev` its sources. */
  renderer: string;
  dev: boolean;
  clock?: Clock;
  onQuit: () => void;
};

/**
 * Starts the desk with a browser as its window.
 * @returns the one-time link, or why it does not take the folder (profile-folder.ts)
 * @throws what the system says where it cannot write into the folder or listen on the port; nothing is left running then
 */
export async function startPreview(
  options: PreviewOptions,
): Promise<Result<{ url: string; stop(): Promise<void> }, 'product' | 'in-use'>> {
  const taken = openPreviewFolder(options.folder);
  if (!taken.ok) return taken;
  const { profile, leave } = taken.value;
  const started: { desk?: Desk; server?: WebServer; dev?: DevPages } = {};
  /** Ends all that has been started, whatever of it fails, and throws what failed first. */
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    const ends = [() => started.desk?.stop(), () => started.server?.close(), () => started.dev?.close(), leave];
    for (const end of ends) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  const host = createPreviewHost({
    folder: options.folder,
    version: options.version,
    route: async (role, name, body) => started.desk?.route(role, name, body) ?? { ok: false, code: 'closed' },
    malformed: (name) => started.desk?.malformed('ipc', name),
    quit: options.onQuit,
  });
  try {
    const desk = (started.desk = startDesk({
      host,
      profile,
      keychainService: 'Cleandesk preview',
      keychain: fileKeychain(join(options.folder, 'keychain'), 'Cleandesk preview main'),
      preferences: filePreferences(options.folder),
      clock: options.clock ?? systemClock,
    }));
    const dev = options.dev ? (started.dev = await devPages(options.renderer)) : null;
    const server = (started.server = await startWebServer({
      port: options.port,
      serve: async (path, request, response) => {
        if (dev) await dev.serve(path, request, response);
        else answer(response, rendererPage(options.renderer, path));
      },
      onPage: (socket, role) => {
        host.attach(socket, role);
      },
      onMalformed: (name) => {
        desk.malformed('http', name);
      },
    }));
    return ok({ url: server.url, stop });
  } catch (error) {
    // Why it did not start is told, not what else failed after that.
    await stop().catch(() => undefined);
    throw error;
  }
}
