import type { IpcCode } from '../../shared/contract/ipc.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Host } from './host.ts';
import type { Scene } from './states.ts';
import type { Stores } from './stores.ts';

/**
 * Saves the whole log where the lead says: a lead's work, because it leaves the desk with it. The log is read, and the
 * lead looked at again, only after the place was chosen: the question may outlive the session.
 */
export async function exportActivity(
  { scene, host }: { scene: Scene; host: Pick<Host, 'askPlace' | 'writeFile'> },
  { audit }: Stores,
  self: string,
): Promise<Result<{ saved: string | null; events: number }>> {
  const { directory, moment } = scene;
  const leads = () => directory.person(self)?.role === 'lead';
  if (!leads()) return fail<IpcCode>('no-lead');
  const asked = scene.state();
  const day = directory.today() ?? new Date(moment().wall).toISOString().slice(0, 10);
  const saved = await host.askPlace(`cleandesk-${day}.jsonl`);
  if (saved === null) return ok({ saved, events: 0 });
  if (scene.state() !== asked) return fail<IpcCode>('closed');
  if (!leads()) return fail<IpcCode>('no-lead');
  // Its own event goes with it: no copy of the log is out of which the log does not speak.
  const events = audit.state().length + 1;
  audit.record('log.exported', { events }, { actor: self });
  try {
    await host.writeFile(saved, audit.exportLog());
  } catch {
    audit.record('log.exported', { events }, { actor: self, outcome: 'failed' });
    return fail<IpcCode>('storage');
  }
  return ok({ saved, events });
}
