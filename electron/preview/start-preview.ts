import { join } from 'node:path';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { ok, type Result } from '../../shared/result.ts';
import { startDesk, type Desk } from '../desk/desk.ts';
import { devPages } from './dev-pages.ts';
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
  const started: { desk: Desk | null } = { desk: null };
  const host = createPreviewHost({
    folder: options.folder,
    version: options.version,
    route: async (role, name, body) => started.desk?.route(role, name, body) ?? { ok: false, code: 'closed' },
    malformed: (name) => started.desk?.malformed('ipc', name),
    quit: options.onQuit,
  });
  const desk = await startDesk({
    host,
    profile,
    keychainService: 'Cleandesk preview',
    keychain: fileKeychain(join(options.folder, 'keychain'), 'Cleandesk preview main'),
    preferences: filePreferences(options.folder),
    clock: options.clock ?? systemClock,
  });
  started.desk = desk;
  const dev = options.dev ? await devPages(options.renderer) : null;
  const stop = async (server?: WebServer): Promise<void> => {
    await desk.stop();
    await server?.close();
    await dev?.close();
    leave();
  };
  const server = await startWebServer({
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
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return ok({ url: server.url, stop: () => stop(server) });
}
