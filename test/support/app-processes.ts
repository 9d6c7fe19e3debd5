import type { ElectronApplication } from 'playwright';

/** The processes of a running app that may know a secret, by what Electron says of its own. */
export type AppProcesses = { vaults: number[]; gates: number[]; renderers: number[]; all: number[] };

export async function processesOf(app: ElectronApplication): Promise<AppProcesses> {
  const metrics = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name: name ?? '' })),
  );
  const pids = (wanted: (metric: { type: string; name: string }) => boolean) =>
    metrics.filter(wanted).map(({ pid }) => pid);
  return {
    vaults: pids(({ name }) => name === 'Cleandesk vault'),
    gates: pids(({ name }) => name === 'Cleandesk gate'),
    renderers: pids(({ type }) => type === 'Tab'),
    all: pids(() => true),
  };
}
